/** A number series as an office's data describe it. */
interface Series {
  id: string;
  mark: string;
  letterhead: string;
  issuer: string;
  imprintBody: string;
  /** Each body has one of its own; in braces, `mark` and `name` stand for the body's. */
  perBody?: boolean | undefined;
}

interface Body {
  id: string;
  name: string;
  mark?: string | undefined;
}

/**
 * A series as a body uses it: one that is per body has the body's own mark, name and id ("department-issue/finance");
 * any other stays as it is. Null where the body has no mark for it.
 */
export function seriesOfBody<One extends Series>(series: One, body: Body | undefined): One | null {
  if (!series.perBody) return series;
  if (!body?.mark) return null;
  const words: Record<string, string> = { mark: body.mark, name: body.name };
  const filled = (template: string): string =>
    template.replace(/\{(\w+)\}/g, (whole, key: string) => words[key] ?? whole);
  return {
    ...series,
    id: `${series.id}/${body.id}`,
    mark: filled(series.mark),
    letterhead: filled(series.letterhead),
    issuer: filled(series.issuer),
    imprintBody: filled(series.imprintBody),
  };
}

/** The series by this id as a body uses it; null where there is none. */
export function findBodySeries<One extends Series>(
  office: { series: One[]; bodies: Body[] },
  seriesId: string,
  bodyId: string,
): One | null {
  const series = office.series.find(({ id }) => id === seriesId);
  if (!series) return null;
  return seriesOfBody(
    series,
    office.bodies.find(({ id }) => id === bodyId),
  );
}
