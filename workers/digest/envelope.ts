import type { SendMailOptions } from 'nodemailer';
import type { MailMessage } from './mailer';

/** A message as nodemailer takes it. Automatic replies, such as of somebody on leave, are asked not to come. */
export function envelopeOf({ id, to, subject, text, at }: MailMessage, from: string): SendMailOptions {
  const domain = from.split('@').at(-1)?.replace('>', '') ?? 'localhost';
  return {
    from,
    // An address is data: a name or a second recipient in it would be read as such.
    to: { name: '', address: to },
    subject,
    text,
    date: at,
    messageId: `<${id}@${domain}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
