import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { asSdkResource, readResources } from '../engine/deploy';
import type { EngineClients } from '../engine/clients';
import { createEngineClients } from '../engine/clients';
import { readEngineEnvironment } from '../engine/environment';
import type { JobDefinition, JobStreams } from '../engine/jobStreams';
import { openJobStreams } from '../engine/jobStreams';
import { until } from '../test/support/until';

/** Process ids, job types and messages of the copies begin so. */
const PREFIX = 'idle';
const DIAGRAMS = ['countersign', 'countersign-request'];

/**
 * The diagrams of countersigning once more, the same but for their names, deployed with their forms as ours are, and driven
 * by workers that do nothing: what the engine itself needs for them.
 */
export class IdleCountersigning {
  /** Jobs done, by type without the prefix. */
  readonly done: Record<string, number> = {};
  private readonly asked = new Set<string>();
  private streams: JobStreams | undefined;

  constructor(
    private readonly engine: EngineClients,
    private readonly departments: number,
    /** ISO moment at which every request falls due. */
    private readonly deadlineAt: string,
  ) {}

  async start(): Promise<void> {
    const forms = (await readResources()).filter(({ name }) => name.endsWith('.form'));
    const copies = DIAGRAMS.map((name) => ({
      name: `${PREFIX}-${name}.bpmn`,
      content: Buffer.from(copyOf(name)),
    }));
    const resources = [...copies, ...forms];
    await this.engine.grpc.deployResources(resources.map(asSdkResource));
    const environment = readEngineEnvironment(process.env);
    this.streams = await openJobStreams(
      createEngineClients(environment),
      environment,
      this.definitions(),
      pino({ level: 'silent' }),
      async () => undefined,
    );
    while (!this.streams.isConnected()) await new Promise((resolve) => setTimeout(resolve, 50));
  }

  /** Starts a round; its requests are asked at once. */
  async open(roundId: string): Promise<void> {
    await this.engine.grpc.createProcessInstance({
      bpmnProcessId: `${PREFIX}-countersign`,
      variables: { roundId, caseId: roundId, title: '' },
    });
  }

  async close(): Promise<void> {
    await this.streams?.close();
  }

  /** Until so many jobs of a type were done. */
  async untilDone(type: string, wanted: number, milliseconds: number): Promise<void> {
    await until(type, async () => ((this.done[type] ?? 0) >= wanted ? true : undefined), milliseconds);
  }

  private definitions(): JobDefinition[] {
    const define = (
      type: string,
      answer: (instance: string, element: string) => Record<string, unknown>,
    ): JobDefinition => ({
      type: `${PREFIX}.${type}`,
      variables: [],
      run: async ({ processInstanceKey, elementInstanceKey }) => {
        this.done[type] = (this.done[type] ?? 0) + 1;
        return { kind: 'complete', variables: answer(processInstanceKey, elementInstanceKey) };
      },
    });
    return [
      define('countersign.claimRound', () => ({ isDuplicate: false })),
      define('countersign.planNext', (instance) => this.next(instance)),
      define('countersign.deliverRequest', () => ({ isToBeAsked: true, deadlineAt: this.deadlineAt })),
      define('case.openStep', (_, element) => ({
        stepKey: element,
        assignee: '',
        candidateUsers: ['luheng'],
        dueDate: this.deadlineAt,
        priority: 50,
      })),
      define('countersign.checkDeadline', () => ({ deadline: 'expired' })),
      define('countersign.closeRound', () => ({ roundOutcome: 'agreed' })),
    ];
  }

  private next(instance: string): Record<string, unknown> {
    if (this.asked.has(instance)) return { next: 'done' };
    this.asked.add(instance);
    const requestIds = Array.from({ length: this.departments }, (_, index) => `${instance}-${index}`);
    return { next: 'ask', requestIds };
  }
}

function copyOf(diagram: string): string {
  return readFileSync(join(__dirname, `../processes/${diagram}.bpmn`), 'utf8')
    .replace(/(<bpmn:process id=")/g, `$1${PREFIX}-`)
    .replace(/( bpmnElement=")(countersign(?:-request)?")/g, `$1${PREFIX}-$2`)
    .replace(/(<zeebe:calledElement processId=")/g, `$1${PREFIX}-`)
    .replace(/(<bpmn:message id="[^"]*" name=")/g, `$1${PREFIX}.`)
    .replace(/(type=")(countersign\.|case\.)/g, `$1${PREFIX}.$2`);
}
