import { composeCalendar, noticeFaults } from '../domain/calendar';
import type { OfficeFiles } from './officeFiles';

/**
 * What no single file can tell: names that point nowhere, ids given twice, a body in two portfolios or in none
 * (art 7). Answers one sentence per fault, each with its file.
 */
export function findContradictions(files: OfficeFiles): string[] {
  return [
    ...duplicates(files),
    ...holderFaults(files),
    ...postFaults(files),
    ...portfolioFaults(files),
    ...printedLoginFaults(files),
    ...calendarFaults(files),
    ...readingFaults(files),
  ];
}

const idsOf = (entries: { id: string }[]): Set<string> => new Set(entries.map(({ id }) => id));

function repeated(values: (string | number)[]): (string | number)[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

function duplicates({
  office,
  vocabulary,
  ranks,
  bodies,
  holders,
  people,
  calendar,
  readings,
  meetings,
}: OfficeFiles): string[] {
  const lists: [string, (string | number)[]][] = [
    ['office.json 的 series.id', office.series.map(({ id }) => id)],
    ['office.json 的 series.mark', office.series.map(({ mark }) => mark)],
    ...Object.entries(vocabulary).map(([name, entries]): [string, string[]] => [
      `vocabulary.json 的 ${name}`,
      entries.map(({ id }) => id),
    ]),
    ['ranks.json', ranks.map(({ id }) => id)],
    ['ranks.json 的 precedence', ranks.map(({ precedence }) => precedence)],
    ['bodies.json', bodies.map(({ id }) => id)],
    ['bodies.json 的 name', bodies.map(({ name }) => name)],
    ['holders.json', holders.map(({ id }) => id)],
    ['people.json 的 posts', people.posts.map(({ id }) => id)],
    ['people.json 的 persons', people.persons.map(({ id }) => id)],
    ['people.json 的 persons.login', people.persons.map(({ login }) => login)],
    ['readings.json', readings.map(({ id }) => id)],
    ...Object.entries(meetings).map(([name, entries]): [string, string[]] => [
      `meetings.json 的 ${name}`,
      idsIn(entries),
    ]),
    ['calendar.json 的 notices', calendar.notices.map(({ id }) => id)],
  ];
  return lists.flatMap(([place, values]) => repeated(values).map((value) => `${place}：“${value}”重复`));
}

/** Of a list of named things; a setting of another shape names none. */
function idsIn(entries: unknown): string[] {
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry: unknown) =>
    typeof entry === 'object' && entry !== null && 'id' in entry ? [String(entry.id)] : [],
  );
}

function holderFaults({ holders, ranks, people }: OfficeFiles): string[] {
  const rankIds = idsOf(ranks);
  const duties = new Set(people.posts.flatMap((post) => post.duties));
  return holders.flatMap((holder) => {
    const place = `holders.json 的 ${holder.id}`;
    if (holder.relation === 'any-of') {
      return holder.of
        .filter((one) => !holders.some(({ id }) => id === one))
        .map((one) => `${place}：holders.json 中没有“${one}”`);
    }
    if (holder.relation === 'duty' && !duties.has(holder.duty)) {
      return [`${place}：people.json 中没有职务承担“${holder.duty}”`];
    }
    const named =
      holder.relation === 'rank'
        ? [holder.rank]
        : holder.relation === 'paired-secretary'
          ? [holder.otherwise]
          : (holder.relation === 'portfolio' && holder.ranks) || [];
    return named.filter((rank) => !rankIds.has(rank)).map((rank) => `${place}：ranks.json 中没有“${rank}”`);
  });
}

function postFaults({ people, bodies, ranks, office }: OfficeFiles): string[] {
  const bodyIds = idsOf(bodies);
  const rankIds = idsOf(ranks);
  const postIds = idsOf(people.posts);
  const posts = people.posts.flatMap(({ id, body, rank }) => [
    ...(bodyIds.has(body) ? [] : [`people.json 的职务 ${id}：bodies.json 中没有“${body}”`]),
    ...(rank === undefined || rankIds.has(rank)
      ? []
      : [`people.json 的职务 ${id}：ranks.json 中没有“${rank}”`]),
  ]);
  const persons = people.persons.flatMap(({ id, posts: held }) =>
    held.filter((post) => !postIds.has(post)).map((post) => `people.json 的人员 ${id}：没有职务“${post}”`),
  );
  const { personnelDuty, readingsDuty } = office;
  const unborne = Object.entries({ personnelDuty, readingsDuty }).filter(
    ([, duty]) => duty !== undefined && !people.posts.some(({ duties }) => duties.includes(duty)),
  );
  return [
    ...posts,
    ...persons,
    ...unborne.map(([name, duty]) => `office.json 的 ${name}：people.json 中没有职务承担“${duty}”`),
  ];
}

function portfolioFaults({ portfolios, people, bodies }: OfficeFiles): string[] {
  const postIds = idsOf(people.posts);
  const bodyIds = idsOf(bodies);
  const named = [
    ...portfolios.portfolios.map(({ post }) => post),
    ...portfolios.pairings.flatMap(({ secretary, leader }) => [secretary, leader]),
  ];
  const given = portfolios.portfolios.flatMap((portfolio) => portfolio.bodies);
  const without = bodies.filter(({ kind, id }) => kind !== 'government' && !given.includes(id));
  return [
    ...named.filter((post) => !postIds.has(post)).map((post) => `portfolios.json：没有职务“${post}”`),
    ...given
      .filter((body) => !bodyIds.has(body))
      .map((body) => `portfolios.json：bodies.json 中没有“${body}”`),
    ...repeated(given).map((body) => `portfolios.json：“${body}”由两位领导分管`),
    ...without.map(({ id, name }) => `portfolios.json：“${id}”（${name}）无人分管`),
  ];
}

function printedLoginFaults({ people }: OfficeFiles): string[] {
  const logins = new Set(people.persons.map(({ login }) => login));
  return people.printedLogins
    .filter((login) => !logins.has(login))
    .map((login) => `people.json 的 printedLogins：没有登录名“${login}”`);
}

/** The file's notices are held to what the running system asks of one that is entered. */
function calendarFaults({ calendar, office }: OfficeFiles): string[] {
  const settings = { ...office, expectsRegionalNotice: calendar.expectsRegionalNotice };
  return calendar.notices.flatMap((notice, index) =>
    noticeFaults(notice, composeCalendar('', settings, calendar.notices.slice(0, index))).map(
      ({ message }) => `calendar.json 的 ${notice.id}：${message}`,
    ),
  );
}

/** Settings that the software needs, each from exactly one chosen option. */
const SETTINGS = [
  'presidingCovers',
  'undelegableActs',
  'delegateRanks',
  'alternatives',
  'unitReview',
] as const;

function readingFaults({ readings, ranks, office }: OfficeFiles): string[] {
  const rankIds = idsOf(ranks);
  const every = readings.flatMap(({ options }) => options);
  const keys = readings.flatMap(({ key }) => key ?? []);
  // Whichever option is chosen, the setting must be there: all of one reading's options give it.
  const counted = SETTINGS.map((name) => ({
    name,
    count: readings.filter(({ options }) => options.every(({ settings }) => settings?.[name] !== undefined))
      .length,
    halfGiven: readings.filter(
      ({ options }) =>
        options.some(({ settings }) => settings?.[name] !== undefined) &&
        options.some(({ settings }) => settings?.[name] === undefined),
    ),
  }));
  return [
    ...readings.flatMap(({ id, article, options, chosen: choice }) => [
      ...(options.some((option) => option.id === choice)
        ? []
        : [`readings.json 的 ${id}：没有选项“${choice}”`]),
      ...repeated(options.map((option) => option.id)).map(
        (option) => `readings.json 的 ${id}：选项“${option}”重复`,
      ),
      ...(Number(article.slice('art-'.length)) <= office.ruleSet.articleCount
        ? []
        : [`readings.json 的 ${id}：没有条文“${article}”`]),
    ]),
    ...repeated(keys).map((key) => `readings.json：key “${key}”重复`),
    ...counted
      .filter(({ count }) => count !== 1)
      .map(({ name, count }) => `readings.json：${name} 应由恰好一项口径的各个选项给出，现有 ${count} 项`),
    ...counted.flatMap(({ name, halfGiven }) =>
      halfGiven.map(({ id }) => `readings.json 的 ${id}：有的选项没有给出 ${name}`),
    ),
    ...every
      .flatMap(({ settings }) => settings?.delegateRanks ?? [])
      .filter((rank) => !rankIds.has(rank))
      .map((rank) => `readings.json：ranks.json 中没有“${rank}”`),
  ];
}
