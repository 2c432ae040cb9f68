import { claimInstance } from './case/claimInstance';
import { openStep } from './case/openStep';
import { recordStep } from './case/recordStep';
import { checkDeadline } from './countersign/checkDeadline';
import { claimRound } from './countersign/claimRound';
import { closeRound } from './countersign/closeRound';
import { deliverRequest } from './countersign/deliverRequest';
import { openForCase } from './countersign/openForCase';
import { planNext } from './countersign/planNext';
import { giveNotice } from './deadline/giveNotice';
import { close as closeLeave } from './leave/close';
import type { WorkerDeps } from './deps';
import { assignDocumentNumber } from './document/assignDocumentNumber';
import { closeUnissued } from './document/closeUnissued';
import { issueDocument } from './document/issueDocument';
import { planReview } from './document/planReview';
import { registerSubmission } from './document/registerSubmission';
import { renderIssuedPage } from './document/renderIssuedPage';
import { verifySignature } from './document/verifySignature';
import { assemblePacket } from './meeting/assemblePacket';
import { followUp } from './meeting/followUp';
import { sendNotices } from './meeting/sendNotices';
import { takeApproval } from './meeting/takeApproval';
import { closeTopic } from './topic/closeTopic';
import { closeInvitation } from './invitation/close';
import { closeRegionalMeeting } from './regionalMeeting/close';
import { giveNotice as remindOfDocument } from './decidedDocument/giveNotice';
import { close as closePress } from './press/close';
import { planApproval } from './press/planApproval';
import { closeTask } from './supervision/closeTask';
import { tellLeaders } from './travel/tellLeaders';
import type { Worker } from './runJob';

/** Every worker there is. A test holds this list to the job types of the diagrams, both ways. */
export const workers = [
  claimInstance,
  openStep,
  recordStep,
  giveNotice,
  claimRound,
  planNext,
  openForCase,
  deliverRequest,
  checkDeadline,
  closeRound,
  planReview,
  verifySignature,
  assignDocumentNumber,
  renderIssuedPage,
  issueDocument,
  registerSubmission,
  closeUnissued,
  closeTopic,
  closeRegionalMeeting,
  closeInvitation,
  tellLeaders,
  remindOfDocument,
  closePress,
  planApproval,
  closeTask,
  closeLeave,
  takeApproval,
  assemblePacket,
  sendNotices,
  followUp,
] as unknown as Worker<WorkerDeps, unknown>[];
