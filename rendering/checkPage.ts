import type { Page, Signature } from './page';
import { RenderingError } from './renderingError';

/** 密级 as GB/T 9704-2012 7.2.2 writes it, with its star and term, wherever it stands. */
const classificationMark = /(绝密|机密|秘密)\s*[★☆]/u;

/** A part or a line that is nothing but a 密级, in brackets or not. */
const classificationAlone = /^[〔（([【]?\s*(绝密|机密|秘密)级?\s*[〕）)\]】]?$/u;

const highestCopyNumber = 999_999;

/**
 * Refuses what no page of the format may carry: a 密级 (law 12: no state secret enters, so there is none to print),
 * a 份号 beyond six digits (GB/T 9704-2012 7.2.1), a seal on 纪要, an order without its signer's post (10.2).
 * Throws RenderingError CLASSIFIED_REFUSED or PART_REFUSED.
 */
export function checkPage(page: Page): void {
  refuseClassification(page, '');
  const { format, copyNumber, signature } = page;
  if (copyNumber !== null && !(Number.isInteger(copyNumber) && inRange(copyNumber, 1, highestCopyNumber)))
    throw refused(`份号应为 1 至 ${highestCopyNumber} 的整数：${copyNumber}`);
  if (signersOf(signature) === 0) throw refused('缺少发文机关署名');
  if (typeof page.letterhead !== 'string' && page.letterhead.organs.length === 0)
    throw refused('缺少发文机关标志');
  if (format === 'minutes' && signature.kind !== 'none') throw refused('纪要不署名、不加盖印章');
  if (format === 'order' && signature.kind !== 'personal')
    throw refused('命令（令）应当标注签发人职务和签名章');
  if (format !== 'document' && page.upwardSignatories !== null)
    throw refused('只有上行文标注签发人，不能用信函、命令或者纪要格式');
  if (format !== 'document' && typeof page.letterhead !== 'string')
    throw refused('信函、命令和纪要格式只用主办机关标志');
  if (format !== 'minutes' && page.attendance !== null) throw refused('只有纪要标注出席、请假和列席人员');
}

function signersOf(signature: Signature): number | null {
  if (signature.kind === 'none') return null;
  return signature.kind === 'personal' ? signature.signatories.length : signature.issuers.length;
}

/** Looks at every text of the page, and at a field for a 密级 that a caller without types may have set. */
export function refuseClassification(part: unknown, key: string): void {
  if (/^(classification|secrecy|密级)/iu.test(key) && part !== null && part !== undefined) throw classified();
  if (typeof part === 'string') {
    const lines = part.split('\n').map((line) => line.trim());
    if (!classificationMark.test(part) && !lines.some((line) => classificationAlone.test(line))) return;
    throw classified();
  }
  if (typeof part !== 'object' || part === null) return;
  for (const [name, value] of Object.entries(part)) refuseClassification(value, name);
}

function classified(): RenderingError {
  return new RenderingError(
    'CLASSIFIED_REFUSED',
    '本系统不处理国家秘密，标有密级的公文不能排版，请改走机要渠道，系统内只登记存根',
  );
}

function inRange(value: number, lowest: number, highest: number): boolean {
  return value >= lowest && value <= highest;
}

function refused(message: string): RenderingError {
  return new RenderingError('PART_REFUSED', message);
}
