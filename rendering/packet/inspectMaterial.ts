import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { DEFAULT_LIMITS } from './limits';
import type { Converter, Inspection, IntakeLimits, RefusedMaterial } from './types';

export interface InspectOptions {
  limits?: Partial<IntakeLimits>;
  /** null or absent: Office files are refused with words that say why (CONVERTER_MISSING). */
  converter?: Converter | null;
}

/** Node's threads don't take TypeScript over from the main one. */
const load = JSON.stringify(createRequire(__filename).resolve('tsx/cjs/api'));
const file = JSON.stringify(join(__dirname, 'intake', 'inspectWorker.ts'));
const THREAD = `require(${load}).register(); require(${file});`;

const OFFICE = new Set(['docx', 'xlsx', 'pptx']);

/**
 * Looks at an uploaded material in a thread of its own, bounded in time and memory, and says what it is or why it is
 * refused. Never throws for what is in the file.
 */
export async function inspectMaterial(
  bytes: Uint8Array,
  fileName: string,
  options: InspectOptions = {},
): Promise<Inspection> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  // Not worth a thread, and not worth the copy into it.
  const inspection = await inThread(
    bytes.length > limits.bytes ? new Uint8Array(limits.bytes + 1) : bytes,
    fileName,
    limits,
  );
  if (!inspection.accepted || !OFFICE.has(inspection.kind) || options.converter) return inspection;
  return refused(
    'CONVERTER_MISSING',
    '本系统没有配置 Office 文件的转换服务，暂不能接收 DOCX、XLSX、PPTX。请导出为 PDF 后上传，或者请系统管理员安装 LibreOffice 或 Gotenberg。',
  );
}

const refused = (code: RefusedMaterial['code'], words: string): RefusedMaterial => ({
  accepted: false,
  code,
  words,
});

function inThread(bytes: Uint8Array, fileName: string, limits: IntakeLimits): Promise<Inspection> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(THREAD, {
      eval: true,
      workerData: { bytes, fileName, limits },
      resourceLimits: { maxOldGenerationSizeMb: limits.memoryMegabytes, maxYoungGenerationSizeMb: 64 },
      execArgv: [],
      env: {},
      stdin: false,
    });
    const settle = (inspection: Inspection): void => {
      clearTimeout(timer);
      resolve(inspection);
      void worker.terminate();
    };
    const timer = setTimeout(() => {
      const seconds = Math.round(limits.milliseconds / 1000);
      settle(
        refused(
          'MATERIAL_TOO_SLOW',
          `这个文件检查了 ${seconds} 秒还没有完，不予接收。请用“打印成 PDF”的办法重新生成后上传。`,
        ),
      );
    }, limits.milliseconds);
    worker.once('message', settle);
    worker.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
        settle(
          refused(
            'MATERIAL_BOMB',
            '这个文件展开后大得不合常理，可能是恶意文件，不予接收。请用原来的软件重新导出。',
          ),
        );
      else if (error instanceof RangeError)
        settle(refused('MATERIAL_DAMAGED', '这个文件已损坏，不能读取。请用原来的软件重新导出后再上传。'));
      else {
        clearTimeout(timer);
        reject(error);
      }
    });
    worker.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`inspection ended with ${code}`));
    });
  });
}
