import { fileMailer } from './fileMailer';
import type { Mailer } from './mailer';
import { smtpMailer } from './smtpMailer';

/**
 * The mailer that `url` names: `file:<folder>` (each message a file), `smtp://…` or `smtps://…` (a server, with user and
 * password where it wants them). Null without one: nothing is mailed. Throws for any other.
 */
export function openMailer(url: string | undefined, from: string): Mailer | null {
  if (!url) return null;
  if (url.startsWith('file:')) return fileMailer(url, from);
  if (/^smtps?:\/\//.test(url)) return smtpMailer(url, from);
  throw new Error('MAIL_URL 须以 file:、smtp:// 或 smtps:// 开头');
}
