import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { bindPdf } from '../../rendering/bind';
import { assemblePacket, writeCopy, type PacketItem } from '../../rendering/packet';

/** What one process measured, printed as JSON. */
export interface Measured {
  /** One packet after the other: the first makes the process ready, fonts and all */
  seconds: number[];
  /** Peak memory of all of it */
  megabytes: number;
  bytes: number;
  copySeconds: number;
}

const FILES_AN_ITEM = 10;

async function main(how: string, folder: string, rounds: number, files: string[]): Promise<void> {
  const out = join(folder, `${how}.pdf`);
  const seconds: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const started = performance.now();
    if (how === 'packet') await assemblePacket(inputOf(files, round), out);
    else writeFileSync(out, await bindPdf('材料', partsOf(files), new Date(0)));
    seconds.push((performance.now() - started) / 1000);
  }
  const bound = performance.now();
  if (how === 'packet')
    await writeCopy(out, { copyNumber: 12, recipient: '艾力·买买提' }, join(folder, 'copy.pdf'));
  const measured: Measured = {
    seconds,
    copySeconds: (performance.now() - bound) / 1000,
    megabytes: process.resourceUsage().maxRSS / 1024,
    bytes: statSync(out).size,
  };
  console.log(JSON.stringify(measured));
}

const partsOf = (files: string[]): Parameters<typeof bindPdf>[1] =>
  files.map((path) => ({ title: basename(path), pdf: readFileSync(path) }));

/** Every round is another meeting: no front page is known from the round before. */
function inputOf(files: string[], round: number): Parameters<typeof assemblePacket>[0] {
  const items: PacketItem[] = [];
  for (let at = 0; at < files.length; at += FILES_AN_ITEM) {
    const number = items.length + 1;
    items.push({
      number,
      title: `关于第${round}期第${number}项工作情况的汇报`,
      reporter: '发展改革委',
      minutes: 15,
      attending: '财政局、审计局',
      time: '',
      sheet: {
        facts: [{ label: '提请单位', value: '发展改革委' }],
        purpose: `听取第${round}期汇报，研究下一步工作。`,
        proposal: '审议并原则同意。',
        opinions: [],
        countersign: null,
        dissent: [],
        more: [],
      },
      materials: files
        .slice(at, at + FILES_AN_ITEM)
        .map((path) => ({ title: `材料${round}-${basename(path, '.pdf')}`, pdf: path })),
    });
  }
  return {
    letterhead: '喀什地区行政公署',
    title: '专员办公会议材料',
    meeting: `2026年第${round}次常务会议`,
    facts: [],
    audience: '组成人员',
    version: '第1版',
    notice: '会后收回',
    printedDate: '2026年12月1日',
    demoNotice: null,
    items,
    made: new Date(0),
  };
}

const [how = '', folder = '', rounds = '1', ...files] = process.argv.slice(2);
void main(how, folder, Number(rounds), files);
