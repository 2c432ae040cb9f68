import { articleInWords } from '../../domain/routing/ruleInWords';
import type { Axis } from '../../domain/proof';
import type { Proof } from './prove';
import { resultOf } from './proveCase';
import type { ProvenTable } from './proveTables';

/** The proof for people: what was covered, what came out, what is wrong. */
export function proofInWords(proof: Proof): string {
  const { ruleSet, name } = proof.rules.office;
  return [
    `${name}　${ruleSet.name}（${ruleSet.source}）`,
    ...sourceLines(proof),
    '',
    '一、各决策表（✓ 每种情形恰有一行适用，每行都有情形适用）',
    ...proof.tables.map(tableLine),
    ...wholeLines(proof),
    ...peopleLines(proof),
    '',
    ...summaryLines(proof),
    '',
    ...conclusionLines(proof),
  ].join('\n');
}

function sourceLines({ rules }: Proof): string[] {
  if (rules.replaced.length === 0) return ['决策表：将要部署的各表'];
  return [`决策表：将要部署的各表，其中 ${rules.replaced.join('、')} 用所给文件夹里的`];
}

function tableLine({ sets, proof, findings }: ProvenTable): string {
  const { table } = sets;
  const mark = findings.length === 0 ? '✓' : '✗';
  return `${mark} ${table.name}（${table.id}）：${table.rules.length} 行；${sizes(sets.axes)} ＝ ${number(proof.combinations)} 种情形`;
}

function wholeLines({ whole, rules }: Proof): string[] {
  const route = rules.tables.get('signatoryRoute');
  if (!whole || !route) return ['', '有的表不能读，没有推算整件的结果。'];
  const routed = whole.routes.reduce((sum, { combinations }) => sum + combinations, 0n);
  const refused = whole.refusals.reduce((sum, { combinations }) => sum + combinations, 0n);
  const undecided = whole.chain.combinations - routed - refused;
  return [
    '',
    '二、整件：先定审核、签发，再过各项核对',
    `要素：${sizes(whole.axes)} ＝ ${number(whole.chain.combinations)} 种情形，并成 ${number(whole.chain.situations)} 类逐类判定`,
    `办：${number(routed)} 种，${whole.routes.length} 条路线`,
    ...whole.routes.flatMap(({ row, combinations }) => {
      const rule = route.rules[row - 1];
      return rule ? [`  第 ${row} 行 ${number(combinations)} 种：${resultOf(route, rule, 'words')}`] : [];
    }),
    `不办：${number(refused)} 种，各有条文`,
    ...whole.refusals.map(
      ({ combinations, ...basis }) => `  ${articleInWords(basis)} ${number(combinations)} 种`,
    ),
    ...(undecided === 0n ? [] : [`判不出结果：${number(undecided)} 种`]),
  ];
}

function peopleLines({ people }: Proof): string[] {
  if (!people) return [];
  const { drafters, bodies, duties, proof, notes } = people;
  return [
    '',
    '三、人：不论由谁拟稿，每条路线的审核、签发和各固定环节有没有现任人员可办',
    `${bodies} 个主办单位的 ${drafters} 位拟稿人 × ${duties} 项应办的事；${proof.leaders} 位审核、签发的领导各有在岗、外出未委托、外出并委托、委托已撤销四种情况 ＝ 4^${proof.leaders} 种；共查问 ${number(BigInt(proof.asked))} 次“此刻由谁办”`,
    `外出不使人失权（适用口径第八项），委托只增加可办的人：逐种核对，${proof.strays.length === 0 ? '权限没有因此缺失或者多出' : '有权限因此缺失或者多出，见后'}`,
    ...notes,
  ];
}

function summaryLines({ whole, combinations, seconds }: Proof): string[] {
  return [
    `合计：要素 × 拟稿人 × 外出和委托 ＝ ${number(combinations)} 种情形`,
    `用时 ${seconds.toFixed(2)} 秒；每秒 ${number(perSecond(whole?.chain.combinations ?? 0n, seconds))} 种要素情形（按类合并推算，不是逐种求值）`,
  ];
}

function conclusionLines({ findings }: Proof): string[] {
  if (findings.length === 0) return ['证明成立：每种情形恰有一个合法结果。'];
  return [
    `发现 ${findings.length} 个问题：`,
    ...findings.map(({ message }, index) => `${index + 1}. ${message}`),
  ];
}

/** The proof for programs; combinations as strings where they are too large for a JSON number. */
export function proofAsJson(proof: Proof): unknown {
  const { tables, whole, people, findings, combinations, seconds, rules } = proof;
  return {
    office: rules.office.id,
    replacedTables: rules.replaced,
    proven: findings.length === 0,
    tables: tables.map(({ sets, proof: { combinations: size, answered } }) => ({
      id: sets.table.id,
      rows: sets.table.rules.length,
      inputs: sets.axes.map(({ expression, values }) => ({ expression, values: values.length })),
      combinations: size,
      answered,
    })),
    case: whole && {
      inputs: whole.axes.map(({ expression, values }) => ({ expression, values: values.length })),
      combinations: whole.chain.combinations,
      situations: whole.chain.situations,
      routes: whole.routes,
      refusals: whole.refusals,
    },
    people: people && {
      drafters: people.drafters,
      bodies: people.bodies,
      duties: people.duties,
      leaders: people.proof.leaders,
      questions: people.proof.asked,
      notes: people.notes,
    },
    combinations,
    seconds,
    combinationsPerSecond: perSecond(whole?.chain.combinations ?? 0n, seconds),
    findings,
  };
}

/** Large integers as numbers while they are exact, as strings beyond. */
export function asPlain(_key: string, value: unknown): unknown {
  if (typeof value !== 'bigint') return value;
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : String(value);
}

function perSecond(combinations: bigint, seconds: number): bigint {
  return (combinations * 1000n) / BigInt(Math.max(1, Math.round(seconds * 1000)));
}

/** 文种 15 × 发文字号 6 */
function sizes(axes: Axis[]): string {
  return axes.map(({ label, values }) => `${label} ${values.length}`).join(' × ');
}

function number(value: bigint | number): string {
  return value.toLocaleString('zh-CN');
}
