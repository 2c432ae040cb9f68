import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { bindPdf } from '../../rendering/bind';
import { assemblePacket, writeCopy, type PacketItem } from '../../rendering/packet';

/** One measured run in a process of its own: prints seconds, peak memory in MB and the file's size as JSON. */
export interface Measured {
  seconds: number;
  megabytes: number;
  bytes: number;
  pages: number;
  copySeconds: number;
}

const FILES_AN_ITEM = 10;

async function main(how: string, folder: string, files: string[]): Promise<void> {
  const out = join(folder, `${how}.pdf`);
  const started = performance.now();
  let pages = 0;
  if (how === 'pdf-lib') {
    const parts = files.map((path) => ({ title: basename(path), pdf: readFileSync(path) }));
    writeFileSync(out, await bindPdf('材料', parts, new Date(0)));
  } else pages = (await assemblePacket(inputOf(files), out)).pages;
  const bound = performance.now();
  if (how === 'packet')
    await writeCopy(out, { copyNumber: 12, recipient: '艾力·买买提' }, join(folder, 'copy.pdf'));
  const measured: Measured = {
    seconds: (bound - started) / 1000,
    copySeconds: (performance.now() - bound) / 1000,
    megabytes: process.resourceUsage().maxRSS / 1024,
    bytes: statSync(out).size,
    pages,
  };
  console.log(JSON.stringify(measured));
}

function inputOf(files: string[]): Parameters<typeof assemblePacket>[0] {
  const items: PacketItem[] = [];
  for (let at = 0; at < files.length; at += FILES_AN_ITEM) {
    const number = items.length + 1;
    items.push({
      number,
      title: `关于第${number}项工作情况的汇报`,
      reporter: '发展改革委',
      minutes: 15,
      attending: '财政局、审计局',
      time: '',
      sheet: {
        facts: [{ label: '提请单位', value: '发展改革委' }],
        purpose: '听取汇报，研究下一步工作。',
        proposal: '审议并原则同意。',
        opinions: [],
        countersign: null,
        dissent: [],
        more: [],
      },
      materials: files
        .slice(at, at + FILES_AN_ITEM)
        .map((path) => ({ title: `材料${basename(path, '.pdf')}`, pdf: path })),
    });
  }
  return {
    letterhead: '喀什地区行政公署',
    title: '专员办公会议材料',
    meeting: '2026年第12次常务会议',
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

const [how = '', folder = '', ...files] = process.argv.slice(2);
void main(how, folder, files);
