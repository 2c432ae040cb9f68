import type { ShownLogin } from './application';
import type { StackEnvironment } from './environment';

export interface BannerFacts {
  environment: StackEnvironment;
  logins: ShownLogin[];
  seconds: number;
  /** MB that this start downloaded; undefined when it downloaded nothing. */
  downloadedMegabytes: number | undefined;
  postgresMovedTo: string | undefined;
  hasApplication: boolean;
  /** The data are removed when the stack stops. */
  isTemporary: boolean;
}

/** The table that is printed once everything is ready. */
export function banner(facts: BannerFacts): string {
  const { environment, logins } = facts;
  const addresses: [string, string | undefined][] = [
    ['工作台和接口', facts.hasApplication ? environment.XINGSHU_PUBLIC_URL : undefined],
    ['Tasklist（办事人员）', environment.TASKLIST_URL],
    ['Operate（管理员）', environment.OPERATE_URL],
    ['引擎 REST', environment.ZEEBE_REST_ADDRESS],
    ['引擎 gRPC', environment.ZEEBE_GRPC_ADDRESS],
    ['PostgreSQL', withoutPassword(environment.DATABASE_URL)],
    ['数据目录', environment.XINGSHU_DATA_DIRECTORY],
    ['PostgreSQL 数据', facts.postgresMovedTo],
  ];
  const known = addresses.filter((row): row is [string, string] => row[1] !== undefined);
  const download =
    facts.downloadedMegabytes === undefined ? '' : `，本次下载 ${facts.downloadedMegabytes} MB`;
  return [
    '',
    `全部就绪，用时 ${facts.seconds.toFixed(0)} 秒${download}。`,
    '',
    ...table(known),
    ...(logins.length > 0 ? ['', ...table([['账号', '密码', '姓名', '职务'], ...logins.map(loginRow)])] : []),
    '',
    facts.isTemporary
      ? '按 Ctrl-C 停止；数据是临时的，停止时删除。'
      : '按 Ctrl-C 停止；数据会保留，下次启动接着用。清空数据：npm run reset',
    '',
  ].join('\n');
}

function loginRow({ login, password, displayName, posts }: ShownLogin): string[] {
  return [login, password, displayName, posts.join('、')];
}

function withoutPassword(url: string): string {
  return url.replace(/:[^:@/]+@/, ':…@');
}

/** Columns aligned for a terminal, where a Chinese character takes two places. */
export function table(rows: string[][]): string[] {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => displayWidth(row[column] ?? ''))),
  );
  return rows.map((row) => {
    const cells = row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - displayWidth(cell)));
    return `  ${cells.join('  ')}`.trimEnd();
  });
}

/** Places that a text takes in a terminal. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/.test(
        character,
      )
        ? 2
        : 1;
  }
  return width;
}
