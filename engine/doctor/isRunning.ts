import type { EngineClients } from '../clients';
import { within } from '../within';

const ANSWER_MILLISECONDS = 10_000;
const GRPC_INVALID_ARGUMENT = 3;
const GRPC_NOT_FOUND = 5;
/** No diagram can have an element of this id: "/" is not allowed in one. */
const IMPOSSIBLE_ELEMENT = '/doctor';

/**
 * Whether the engine runs this instance. Without a search index there is no way to ask, so this gives a command
 * that can only be refused: to activate an element that no diagram has. The reason of the refusal is the answer;
 * a refused command writes no event and changes nothing (tried on 8.6.0 and 8.8; setVariables with {} would write one).
 */
export async function isRunning(engine: EngineClients, processInstanceKey: string): Promise<boolean> {
  try {
    await within(
      ANSWER_MILLISECONDS,
      engine.grpc.modifyProcessInstance({
        processInstanceKey,
        activateInstructions: [
          { elementId: IMPOSSIBLE_ELEMENT, ancestorElementInstanceKey: '-1', variableInstructions: [] },
        ],
        terminateInstructions: [],
      }),
    );
  } catch (error) {
    const { code } = error as { code?: number };
    if (code === GRPC_INVALID_ARGUMENT) return true;
    if (code === GRPC_NOT_FOUND) return false;
    throw error;
  }
  throw new Error('引擎接受了一个本应拒绝的命令');
}
