import { PacketError } from './packetError';
import type { Converter } from './types';

const MILLISECONDS = 120_000;

/** Gotenberg's LibreOffice route, in a container of its own (docker-compose.yml). */
export function gotenberg(url: string): Converter {
  const address = new URL('forms/libreoffice/convert', url.endsWith('/') ? url : `${url}/`);
  return {
    name: `Gotenberg ${address.origin}`,
    async convert(bytes, fileName) {
      const form = new FormData();
      // The service sees no names: one ends up in its log.
      form.set(
        'files',
        new Blob([Buffer.from(bytes)]),
        `material${/\.[a-z]{3,4}$/i.exec(fileName)?.[0] ?? ''}`,
      );
      try {
        const answer = await fetch(address, {
          method: 'POST',
          body: form,
          signal: AbortSignal.timeout(MILLISECONDS),
        });
        if (answer.ok) return new Uint8Array(await answer.arrayBuffer());
        throw new Error(`${answer.status} ${(await answer.text()).slice(0, 200)}`);
      } catch (error) {
        throw new PacketError(
          'CONVERSION_FAILED',
          `《${fileName}》未能转换成 PDF，请导出为 PDF 后上传；其他文件也不行的，请联系系统管理员检查转换服务（${String(error)}）。`,
        );
      }
    },
  };
}
