// 由 tools/models/generateIds.ts 从图表生成，请勿手改：npm run generate

export const processes = {
  documentApproval: 'document-approval',
} as const;

export const elements = {
  documentApproval: {
    startEvent_DocumentSubmitted: 'startEvent_DocumentSubmitted',
    serviceTask_ClaimCase: 'serviceTask_ClaimCase',
    gateway_IsDuplicate: 'gateway_IsDuplicate',
    endEvent_DuplicateIgnored: 'endEvent_DuplicateIgnored',
    userTask_ReviewByDraftingUnit: 'userTask_ReviewByDraftingUnit',
    gateway_DraftingUnitAgrees: 'gateway_DraftingUnitAgrees',
    userTask_ReviewByOffice: 'userTask_ReviewByOffice',
    gateway_OfficeAgrees: 'gateway_OfficeAgrees',
    userTask_ReviseDraft: 'userTask_ReviseDraft',
    gateway_DraftResubmitted: 'gateway_DraftResubmitted',
    businessRuleTask_SignatoryRoute: 'businessRuleTask_SignatoryRoute',
    gateway_NeedsLeaderReview: 'gateway_NeedsLeaderReview',
    userTask_ReviewByLeader: 'userTask_ReviewByLeader',
    gateway_LeaderAgrees: 'gateway_LeaderAgrees',
    gateway_ReadyToSign: 'gateway_ReadyToSign',
    userTask_SignAndIssue: 'userTask_SignAndIssue',
    serviceTask_VerifySignature: 'serviceTask_VerifySignature',
    gateway_SignatureAuthorised: 'gateway_SignatureAuthorised',
    userTask_FinalCheck: 'userTask_FinalCheck',
    gateway_FinalCheckPasses: 'gateway_FinalCheckPasses',
    gateway_ReturnedToOffice: 'gateway_ReturnedToOffice',
    serviceTask_AssignDocumentNumber: 'serviceTask_AssignDocumentNumber',
    serviceTask_RenderIssuedPage: 'serviceTask_RenderIssuedPage',
    serviceTask_IssueDocument: 'serviceTask_IssueDocument',
    endEvent_DocumentIssued: 'endEvent_DocumentIssued',
  },
} as const;

export const messages = {
  documentSubmitted: 'document.submitted',
} as const;

export const jobTypes = {
  caseClaimInstance: 'case.claimInstance',
  caseOpenStep: 'case.openStep',
  caseRecordStep: 'case.recordStep',
  documentAssignDocumentNumber: 'document.assignDocumentNumber',
  documentIssueDocument: 'document.issueDocument',
  documentRenderIssuedPage: 'document.renderIssuedPage',
  documentVerifySignature: 'document.verifySignature',
} as const;

export const forms = {
  finalCheck: 'final-check',
  reviewByDraftingUnit: 'review-by-drafting-unit',
  reviewByLeader: 'review-by-leader',
  reviewByOffice: 'review-by-office',
  reviseDraft: 'revise-draft',
  signAndIssue: 'sign-and-issue',
} as const;

export const decisions = {
  humanSteps: 'humanSteps',
  signatoryRoute: 'signatoryRoute',
  timeLimits: 'timeLimits',
} as const;
