import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Mailer } from './mailer';
import { envelopeOf } from './envelope';

/** Writes each message as an .eml file that mail programs open; the local stack's mail stays on the machine. */
export function fileMailer(url: string, from: string): Mailer {
  const folder = resolve(decodeURIComponent(url.replace(/^file:(\/\/)?/, '')));
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    deliver: async (message) => {
      const { message: bytes } = await composer.sendMail(envelopeOf(message, from));
      await mkdir(folder, { recursive: true });
      const path = join(folder, `${message.id}.eml`);
      // Whoever looks into the folder sees whole messages only.
      await writeFile(`${path}.unfinished`, bytes as Buffer);
      await rename(`${path}.unfinished`, path);
    },
    close: () => composer.close(),
  };
}
