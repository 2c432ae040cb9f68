import type { RuleReference } from '../domain/routing/facts';

/** Which field was refused and why, in the words of the form. */
export interface FieldError {
  /** Path in the request's body, such as `content.title`. */
  field: string;
  label: string;
  message: string;
}

/** Where a rule refused: the article, the rule set that was asked, and what it says in our words (law 5). */
export type ProblemRule = Pick<RuleReference, 'article' | 'ruleSet' | 'words'>;

/** One gate that refuses, with what to do instead. */
export interface RefusedGate {
  gate: string;
  label: string;
  words: string;
  /** Whether a reasoned exception would do (articles.md, reading 9). */
  overridable: boolean;
  rule: RuleReference;
}

interface ProblemDetails {
  status: number;
  /** Kebab-case; becomes `urn:xingshu:problem:<code>`. */
  code: string;
  title: string;
  detail: string;
  rule?: ProblemRule;
  errors?: FieldError[];
  /** Every gate that refuses, where the gates do. */
  findings?: RefusedGate[];
  headers?: Record<string, string>;
}

/** An answer that is not a success, as RFC 9457 has it. `title` and `detail` are Chinese and say what to do. */
export class Problem extends Error {
  constructor(readonly details: ProblemDetails) {
    super(`${details.title}：${details.detail}`);
    this.name = 'Problem';
  }

  toJSON(): Record<string, unknown> {
    const { code, status, title, detail, rule, errors, findings } = this.details;
    return {
      type: `urn:xingshu:problem:${code}`,
      status,
      title,
      detail,
      ...(rule ? { rule } : {}),
      ...(errors ? { errors } : {}),
      ...(findings ? { findings } : {}),
    };
  }
}

const problem = (
  status: number,
  code: string,
  title: string,
  detail: string,
  more: Partial<ProblemDetails> = {},
) => new Problem({ status, code, title, detail, ...more });

/** A case that is not there and a case that is none of one's business look the same. */
export const notFound = (what = '您要找的内容') =>
  problem(404, 'not-found', '没有找到', `${what}不存在，或者您无权查看。请核对地址，或向拟稿人索取。`);

export const unauthenticated = () =>
  problem(401, 'unauthenticated', '请先登录', '登录后再试；如已登录，可能是登录已过期。');

export const forbidden = (detail: string, rule?: ProblemRule) =>
  problem(403, 'forbidden', '无权办理', detail, rule ? { rule } : {});

export const conflict = (code: string, title: string, detail: string) => problem(409, code, title, detail);

export const refusedByRule = (title: string, detail: string, rule: ProblemRule, findings?: RefusedGate[]) =>
  problem(422, 'refused-by-rule', title, detail, { rule, ...(findings ? { findings } : {}) });

export const unacceptable = (code: string, title: string, detail: string) =>
  problem(422, code, title, detail);

export const malformed = (code: string, title: string, detail: string) => problem(400, code, title, detail);

export const invalid = (errors: FieldError[]) =>
  problem(400, 'invalid', '填写有误', errors.map(({ label, message }) => `${label}：${message}`).join('；'), {
    errors,
  });

export const tooLarge = (detail: string) => problem(413, 'too-large', '内容过大', detail);

export const unsupportedMedia = (detail: string) =>
  problem(415, 'unsupported-media-type', '格式不支持', detail);

export const tooManyAttempts = (minutes: number) =>
  problem(
    429,
    'too-many-attempts',
    '尝试次数过多',
    `登录失败次数过多，请 ${minutes} 分钟后再试，或请系统管理员核对账号。`,
  );

export const unavailable = () =>
  problem(503, 'unavailable', '服务暂时不可用', '数据库暂时无法连接，请稍后重试；已保存的内容不受影响。', {
    headers: { 'Retry-After': '5' },
  });

export const unexpected = () =>
  problem(
    500,
    'unexpected',
    '系统出错',
    '操作未能完成，请稍后重试；如仍不成功，请将时间和操作告知系统管理员。',
  );
