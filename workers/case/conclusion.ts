import type { CountersignPlace } from '../../db/countersign/place';
import type { RunningCase } from '../../db/runningCases';
import type { Step, StepResult } from '../../db/steps';
import type { CurrentTerms } from '../../db/stepTerms';
import type { Judgement } from '../../domain/steps/judgeCompletion';

/** A completed human step, judged: what was recorded of it and by which terms. */
export interface Conclusion {
  step: Step;
  result: StepResult;
  judgement: Judgement;
  terms: CurrentTerms;
  /** Whether the step belonged to a route that no longer stands: nothing done in it counts. */
  isVoid: boolean;
  running: RunningCase;
  /** The countersigning that it belongs to. */
  place: CountersignPlace | null;
}
