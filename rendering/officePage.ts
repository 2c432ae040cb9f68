import { dayIn, startOfDay } from '../domain/calendar/zonedDay';
import type { DocumentContent } from '../domain/document/content';
import { findBodySeries } from '../domain/document/bodySeries';
import type { Block } from '../domain/document/text';
import type { RoutingFacts } from '../domain/routing/facts';
import { latestDate, type Page, type PageFormat, type Signature } from './page';

/** The part of an office's data that a page shows. */
export interface PrintingOffice {
  timeZone: string;
  demoNotice: string;
  series: {
    id: string;
    letterhead: string;
    issuer: string;
    imprintBody: string;
    mark: string;
    /** See `seriesOfBody`. */
    perBody?: boolean | undefined;
    /** Default: the general format. */
    format?: PageFormat | undefined;
    /** False: papers with a mark of their own for all to see need no seal (条例 art 9). Default: sealed. */
    sealed?: boolean | undefined;
  }[];
  bodies: { id: string; name: string; mark?: string | undefined }[];
  vocabulary: {
    directions: { id: string; showsSignatory?: boolean | undefined }[];
    urgencies: { id: string; label: string; printed?: boolean | undefined }[];
  };
}

interface PrintedSignature {
  personName: string;
  signedAt: Date;
  /** 职务, printed on an order. */
  post?: string;
}

export interface PrintedDocument {
  facts: RoutingFacts;
  /** Whose paper it is, where the series is per body. */
  draftingBodyId: string;
  content: DocumentContent;
  /** Null: not numbered yet, a reading copy. */
  documentNumber: string | null;
  /** Who signed and when; null before. */
  signature: PrintedSignature | null;
  /** Null: not issued yet. */
  issuedOn: Date | null;
  /** 联合行文: the other organs in order, after the lead; `letterhead` null = only the lead's mark is shown. */
  joint?: { letterhead: string | null; issuer: string; signature: PrintedSignature | null }[];
  /** Signatures that organs of 联合行文 gave here, by the issuer's name in the text; they outweigh what the text says of them. */
  signedHere?: { issuer: string; signature: PrintedSignature | null }[];
  /** 附件 bound into the paper, by the attachment's id. */
  attachmentTexts?: Record<string, Block[]>;
  copyNumber?: Page['copyNumber'];
  note?: Page['note'];
  attendance?: Page['attendance'];
}

type Organ = NonNullable<PrintedDocument['joint']>[number];
type Series = PrintingOffice['series'][number];

/**
 * A document of an office as a page: format, letterhead and issuer by its series, 成文日期 = the day the last organ
 * signed, 签发人 on upward papers only (GB/T 9704-2012 7.2.6, 7.3.5).
 */
export function redHeadPage(office: PrintingOffice, document: PrintedDocument): Page {
  const { facts, content } = document;
  const joint = document.joint ?? jointOf(office, document);
  const series = findBodySeries(office, facts.series, document.draftingBodyId);
  if (!series) throw new Error(`发文字号系列“${facts.series}”未在 office.json 或者 bodies.json 中登记`);
  const direction = office.vocabulary.directions.find((one) => one.id === facts.direction);
  const day = (moment: Date | null | undefined) => (moment ? dayIn(moment, office.timeZone) : null);
  const signatures = [document.signature, ...joint.map((organ) => organ.signature)];
  return {
    format: series.format ?? 'document',
    copyNumber: document.copyNumber ?? null,
    urgency: printedUrgency(office, facts.urgency),
    letterhead: letterheadOf(series, joint),
    documentNumber: document.documentNumber,
    upwardSignatories: direction?.showsSignatory
      ? signatures.flatMap((signature) => signature?.personName ?? [])
      : null,
    title: content.title,
    addressees: content.addressees,
    blocks: content.blocks,
    attachments: content.attachments.map(({ id, title }) => ({
      title,
      blocks: document.attachmentTexts?.[id] ?? [],
    })),
    signature: signatureOf(series, document, joint),
    date: latestDate(signatures.map((signature) => day(signature?.signedAt))),
    note: document.note ?? content.note ?? null,
    attendance: document.attendance ?? content.attendance ?? null,
    imprint: { copyTo: content.copyTo, issuedBy: series.imprintBody, issuedOn: day(document.issuedOn) },
    demoNotice: office.demoNotice,
  };
}

/** The other organs as the content names them: each shows its mark, and signed here, or on the day that the content gives. */
function jointOf(office: PrintingOffice, { content, signedHere = [] }: PrintedDocument): Organ[] {
  return (content.joint ?? []).map(({ issuer, signatory, signedOn }) => {
    const here = signedHere.find((one) => one.issuer === issuer)?.signature;
    const elsewhere =
      signedOn === null ? null : { personName: signatory, signedAt: startOfDay(signedOn, office.timeZone) };
    return { letterhead: issuer, issuer, signature: here ?? elsewhere };
  });
}

/** All marks where every organ shows one, else the lead's (7.2.4); the word after the issuer's name is 文件. */
function letterheadOf(series: Series, joint: Organ[]): Page['letterhead'] {
  const others = joint.flatMap(({ letterhead }) => letterhead ?? []);
  if (others.length === 0 || !series.letterhead.startsWith(series.issuer)) return series.letterhead;
  return { organs: [series.issuer, ...others], word: series.letterhead.slice(series.issuer.length) };
}

function signatureOf(series: Series, { signature }: PrintedDocument, joint: Organ[]): Signature {
  if (series.format === 'minutes') return { kind: 'none' };
  if (series.format === 'order') {
    const signers = [signature, ...joint.map((organ) => organ.signature)];
    const signatories = signers.map((one) => ({ post: one?.post ?? '', name: one?.personName ?? '' }));
    return { kind: 'personal', signatories };
  }
  const issuers = [series.issuer, ...joint.map(({ issuer }) => issuer)];
  return { kind: series.sealed === false ? 'unsealed' : 'sealed', issuers };
}

function printedUrgency(office: PrintingOffice, id: string): Page['urgency'] {
  const urgency = office.vocabulary.urgencies.find((one) => one.id === id);
  return urgency?.printed ? (urgency.label as Page['urgency']) : null;
}
