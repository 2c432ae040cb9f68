import { elements, messages, processes } from '../generated/ids';

interface Signing {
  /** The message by which the process begins. */
  startMessage: string;
  /** The step in which a paper is signed. */
  sign: string;
  /** Steps whose agreement must stand for the present text before it is numbered, printed and issued (law 3). */
  standing: string[];
  /**
   * Who must have countersigned before it is signed (art 45). "again": also those who objected or commented, about a text
   * that was changed in substance since; "once": what leaders have changed on the way to the signature is theirs to weigh,
   * with what was objected before their eyes.
   */
  countersigned: 'once' | 'again';
}

const { userTask_SignAndIssue: SIGN, userTask_FinalCheck: FINAL_CHECK } = elements.documentApproval;
const { userTask_SignByHead: SIGN_BY_HEAD } = elements.departmentSubmission;

const SIGNINGS: Record<string, Signing> = {
  [processes.documentApproval]: {
    startMessage: messages.documentSubmitted,
    sign: SIGN,
    standing: [SIGN, FINAL_CHECK],
    countersigned: 'once',
  },
  [processes.departmentSubmission]: {
    startMessage: messages.submissionHandedIn,
    sign: SIGN_BY_HEAD,
    standing: [SIGN_BY_HEAD],
    countersigned: 'again',
  },
};

/** Whether a process signs papers: only then has its case a route and must agreements stand for the present text. */
export function signsPapers(processId: string): boolean {
  return processId in SIGNINGS;
}

/** Where and how papers of a process are signed. Throws for a process that signs nothing. */
export function signingOf(processId: string): Signing {
  const signing = SIGNINGS[processId];
  if (!signing) throw new Error(`流程 ${processId} 没有签发环节`);
  return signing;
}

/** The process that handles papers of an issuing name, as the office's vocabulary says. */
export function processOf(
  vocabulary: { issuingNames: readonly { id: string; process?: string | undefined }[] },
  facts: { issuingName: string },
): string {
  const name = vocabulary.issuingNames.find(({ id }) => id === facts.issuingName);
  return name?.process ?? processes.documentApproval;
}
