/** One mail: plain text to one reader. */
export interface MailMessage {
  /** The same for every attempt, so that a mail sent twice is seen to be one. */
  id: string;
  to: string;
  subject: string;
  text: string;
  at: Date;
}

/** Where mail goes. `deliver` throws where it could not; the caller tries again. */
export interface Mailer {
  deliver(message: MailMessage): Promise<void>;
  close(): void;
}
