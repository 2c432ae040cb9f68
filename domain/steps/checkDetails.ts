import type { DecisionMeaning, Option, StepDetails, StepQuestions } from './details';

/** Only what bears on the decision: a form keeps what was filled in before another choice was made. */
export function relevantDetails(details: StepDetails, meaning: DecisionMeaning): StepDetails {
  return {
    ...(meaning.agrees && details.reviewer ? { reviewer: details.reviewer } : {}),
    ...(meaning.agrees && details.signatory ? { signatory: details.signatory } : {}),
    ...(meaning.names && details.named ? { named: details.named } : {}),
    ...(meaning.answers ? answerDetails(details) : {}),
    ...(meaning.excepts ? { excepted: [...new Set(details.excepted ?? [])] } : {}),
    confirmations: meaning.agrees ? [...new Set(details.confirmations)] : [],
  };
}

function answerDetails({ proposedWording, replyNumber, replyLetterId }: StepDetails): Partial<StepDetails> {
  return {
    ...(proposedWording ? { proposedWording } : {}),
    ...(replyNumber ? { replyNumber } : {}),
    ...(replyLetterId ? { replyLetterId } : {}),
  };
}

/**
 * What is missing or wrong in what came with a decision; a Chinese sentence that says what to do, or null.
 * Whoever picks picks within the lawful set (articles.md, reading 3); whoever lets a draft pass affirms each
 * statement of the gates.
 *
 * @rule art-47 art-49
 */
export function faultOfDetails(
  details: StepDetails,
  questions: StepQuestions,
  meaning: DecisionMeaning,
): string | null {
  const given = relevantDetails(details, meaning);
  if (meaning.names) {
    const fault = faultOfChoice(given.named, questions.named, '请选定送哪位领导', '所选的人不在可送之列');
    if (fault) return fault;
  }
  if (meaning.excepts) {
    const fault = faultOfExceptions(given.excepted ?? [], questions.listed);
    if (fault) return fault;
  }
  if (!meaning.agrees) return null;
  return (
    faultOfChoice(given.reviewer, questions.reviewers, '请选定审核人', '所选审核人不在规则所列之内') ??
    faultOfChoice(given.signatory, questions.signatories, '请选定签发人', '所选签发人不在规则所列之内') ??
    faultOfConfirmations(given.confirmations, questions.statements)
  );
}

/** Some of those listed, never all of them: that is another decision. */
function faultOfExceptions(given: string[], listed: Option[]): string | null {
  if (given.length === 0) return `请选定除外的是哪几位（${listed.map(({ label }) => label).join('、')}）`;
  if (given.some((id) => listed.every(({ value }) => value !== id))) return '所选的人不在名单上';
  return given.length === listed.length ? '名单上的人都选作除外，请改选不同意' : null;
}

/** Where nothing is offered nothing may be given. */
function faultOfChoice(
  given: string | undefined,
  offered: Option[],
  missing: string,
  foreign: string,
): string | null {
  const names = offered.map(({ label }) => label).join('、');
  if (given === undefined) return offered.length === 0 ? null : `${missing}（${names}）`;
  if (offered.some(({ value }) => value === given)) return null;
  return offered.length === 0 ? `${foreign}：本环节不需要选定` : `${foreign}，可选${names}`;
}

function faultOfConfirmations(given: string[], asked: Option[]): string | null {
  if (given.some((id) => asked.every(({ value }) => value !== id))) return '确认了本环节没有列出的事项';
  const left = asked.filter(({ value }) => !given.includes(value));
  if (left.length === 0) return null;
  return `尚有未确认的核对事项：${left.map(({ label }) => label.replace(/。$/, '')).join('；')}。不能确认的，请退回并写明理由`;
}
