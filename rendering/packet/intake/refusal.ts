import type { RefusalCode } from '../types';

/** Why a material is not taken, in words for whoever uploads it. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    words: string,
  ) {
    super(words);
    this.name = 'Refusal';
  }
}

export const damaged = (what: string): Refusal =>
  new Refusal('MATERIAL_DAMAGED', `${what}已损坏，不能读取。请用原来的软件重新导出后再上传。`);

export const bomb = (what: string): Refusal =>
  new Refusal(
    'MATERIAL_BOMB',
    `${what}展开后大得不合常理，可能是恶意文件，不予接收。请用原来的软件重新导出；确需上传的，请联系系统管理员。`,
  );
