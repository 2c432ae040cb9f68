export type RenderingErrorCode =
  | 'CLASSIFIED_REFUSED'
  | 'PART_REFUSED'
  | 'FONT_MISSING'
  | 'FONT_UNREADABLE'
  | 'CHARACTER_REFUSED'
  | 'CHARACTER_WITHOUT_GLYPH'
  | 'TEXT_TOO_LONG'
  | 'TEMPLATE_FAILED';

/** A page that cannot be set; the message is Chinese and names the part of the page and what to do. */
export class RenderingError extends Error {
  constructor(
    readonly code: RenderingErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'RenderingError';
  }
}
