import type { DocumentContent } from '../domain/document/content';
import { dayIn } from '../domain/calendar/zonedDay';
import type { RoutingFacts } from '../domain/routing/facts';
import type { RedHeadPage } from './redHead';

/** The part of an office's data that a page shows. */
export interface PrintingOffice {
  timeZone: string;
  demoNotice: string;
  series: { id: string; letterhead: string; issuer: string; imprintBody: string }[];
  vocabulary: {
    directions: { id: string; showsSignatory?: boolean | undefined }[];
    urgencies: { id: string; label: string; printed?: boolean | undefined }[];
  };
}

export interface PrintedDocument {
  facts: RoutingFacts;
  content: DocumentContent;
  /** Null: not numbered yet, a reading copy. */
  documentNumber: string | null;
  /** Who signed and when; null before. */
  signature: { personName: string; signedAt: Date } | null;
  /** Null: not issued yet. */
  issuedOn: Date | null;
}

/**
 * A document of an office as a red-head page: letterhead and issuer by its series, 成文日期 = the day it was
 * signed, 签发人 on upward papers only (GB/T 9704-2012).
 */
export function redHeadPage(office: PrintingOffice, document: PrintedDocument): RedHeadPage {
  const { facts, content, signature } = document;
  const series = office.series.find((one) => one.id === facts.series);
  if (!series) throw new Error(`发文字号系列“${facts.series}”未在 office.json 中登记`);
  const direction = office.vocabulary.directions.find((one) => one.id === facts.direction);
  const day = (moment: Date | null) => (moment ? dayIn(moment, office.timeZone) : null);
  return {
    letterhead: series.letterhead,
    documentNumber: document.documentNumber,
    title: content.title,
    addressees: content.addressees,
    blocks: content.blocks,
    attachments: content.attachments.map(({ title }) => ({ title })),
    issuer: series.issuer,
    date: day(signature?.signedAt ?? null),
    urgency: printedUrgency(office, facts.urgency),
    upwardSignatory: direction?.showsSignatory ? (signature?.personName ?? '') : null,
    imprint: { copyTo: content.copyTo, issuedBy: series.imprintBody, issuedOn: day(document.issuedOn) },
    demoNotice: office.demoNotice,
  };
}

function printedUrgency(office: PrintingOffice, id: string): RedHeadPage['urgency'] {
  const urgency = office.vocabulary.urgencies.find((one) => one.id === id);
  return urgency?.printed ? (urgency.label as RedHeadPage['urgency']) : null;
}
