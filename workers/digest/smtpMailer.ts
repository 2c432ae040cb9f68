import { createTransport } from 'nodemailer';
import type { Mailer } from './mailer';
import { envelopeOf } from './envelope';

const ANSWER_MILLISECONDS = 20_000;

/** Hands each message to a mail server; user, password and port stand in the URL. */
export function smtpMailer(url: string, from: string): Mailer {
  const transport = createTransport({
    url,
    connectionTimeout: ANSWER_MILLISECONDS,
    greetingTimeout: ANSWER_MILLISECONDS,
    socketTimeout: ANSWER_MILLISECONDS,
  });
  return {
    deliver: async (message) => {
      await transport.sendMail(envelopeOf(message, from));
    },
    close: () => transport.close(),
  };
}
