import { DecisionError } from '../../domain/decisions';
import { meetsTest } from '../../domain/decisions/cells';
import type { DecisionRule, DecisionTable } from '../../domain/decisions';
import type { DelegableAct } from '../../domain/people/delegations';
import type { HolderContext } from '../../domain/people/holders';
import type { PeopleSnapshot } from '../../domain/people/types';
import { draftersOf, pinsOf, proveHolders } from '../../domain/proof';
import type { Duty, HoldersProof, OfficeInForce, RowSets, Stray, Unfilled } from '../../domain/proof';
import { createRuleSet, readingSettings } from '../../domain/routing';
import { processOf, signingOf } from '../../domain/steps/signing';
import { wordsOf } from '../models/cellGrammar';
import { pinsInWords } from '../models/inputWords';
import type { Finding } from './findings';
import { resultOf } from './proveCase';
import { exampleOf } from './proveTables';
import { peopleOf } from './readRules';
import type { Rules } from './readRules';

export interface ProvenOffice {
  drafters: number;
  bodies: number;
  duties: number;
  proof: HoldersProof;
  findings: Finding[];
  /** Chinese: what is refused for lack of people and is no fault of the rules. */
  notes: string[];
}

/** Every body asked by one drafter of every body, to countersign or to issue it too, and each lead department by itself (art 45). */
function everyRequest(
  drafters: HolderContext[],
  { bodies }: PeopleSnapshot,
  isGovernment: (bodyId: string) => boolean,
): HolderContext[] {
  const oneOfEach = [...new Map(drafters.map((one) => [one.draftingBodyId, one])).values()];
  return bodies
    .filter(({ id }) => !isGovernment(id))
    .flatMap(({ id }) =>
      oneOfEach.flatMap((drafting) =>
        (id === drafting.draftingBodyId ? [true] : [true, false]).map((byPrincipal) => ({
          ...drafting,
          asked: { bodyId: id, byPrincipal },
        })),
      ),
    );
}

/** A duty as the tables put it, for the sentence about it. */
interface Asked {
  duty: Duty;
  table: DecisionTable;
  row: number;
  /** 审核人, 签发人 or the step's name. */
  role: string;
}

const REVIEWERS = 'route.reviewers';
const SIGNATORIES = 'route.signatories';
/** Words of the table of steps for a column of the table of invitations. */
const OF_INVITATIONS = 'invitation.';

/** Whether every step of every lawful way has somebody who may take it, whoever drafts, whoever is away. */
export function proveOffice(rules: Rules, tables: Map<string, RowSets>): ProvenOffice {
  const { office } = rules;
  const people = peopleOf(office);
  const asked = dutiesOf(rules, tables);
  const inForce: OfficeInForce = {
    holders: office.holders,
    people,
    delegation: readingSettings(office.readings, {}),
    timeZone: office.timeZone,
    ownDraft: ownDraftOf(rules),
  };
  const isGovernment = (bodyId: string): boolean =>
    office.bodies.some(({ id, kind }) => id === bodyId && kind === 'government');
  const drafters = draftersOf(people, (bodyId) => !isGovernment(bodyId));
  // Steps of a body that is asked fall to that body, whoever drafts: each body is asked once by each.
  const isOfAskedBody = ({ holderIds }: Duty): boolean =>
    office.holders.some(({ id, relation }) => holderIds.includes(id) && relation.endsWith('-asked-body'));
  const everyDuty = asked.map(({ duty }) => duty);
  const duties = everyDuty.filter((duty) => !isOfAskedBody(duty));
  const byDrafter = proveHolders(duties, drafters, inForce);
  const requests = everyRequest(drafters, people, isGovernment);
  const byAskedBody = proveHolders(everyDuty.filter(isOfAskedBody), requests, inForce);
  const proof: HoldersProof = {
    ...byDrafter,
    unfilled: [...byDrafter.unfilled, ...byAskedBody.unfilled],
    strays: [...byDrafter.strays, ...byAskedBody.strays],
    asked: byDrafter.asked + byAskedBody.asked,
  };
  const leaders = draftersOf(people, isGovernment);
  return {
    drafters: drafters.length,
    bodies: new Set(drafters.map(({ draftingBodyId }) => draftingBodyId)).size,
    duties: asked.length,
    proof,
    findings: [
      ...byDrafter.unfilled.flatMap((one) => unfilledFinding(one, asked, drafters, rules, tables)),
      ...byAskedBody.unfilled.flatMap((one) => unfilledFinding(one, asked, requests, rules, tables)),
      ...straysByDuty(proof.strays).map((one) => strayFinding(one, asked)),
    ],
    notes: noteOnLeaders(proveHolders(duties, leaders, inForce).unfilled, leaders, isGovernment, rules),
  };
}

/**
 * Steps that name their holder, the reviewers and signatories of every row that gives a route, and those whom the table of
 * invitations names: a drafting body stands for the one that a meeting is about.
 */
function dutiesOf({ tables, surroundings, office }: Rules, sets: Map<string, RowSets>): Asked[] {
  const steps = tables.get('humanSteps');
  const route = tables.get('signatoryRoute');
  if (!steps || !route) throw new DecisionError('缺少决策表 humanSteps 或 signatoryRoute');
  const holderOf = (elementId: string): [DecisionRule, string][] =>
    steps.rules.flatMap((rule): [DecisionRule, string][] =>
      meetsTest(rule.tests[0] ?? '-', elementId, {}) ? [[rule, resultOf(steps, rule, 'holder')]] : [],
    );
  const asked: Asked[] = [];
  for (const elementId of surroundings.userTasks) {
    for (const [rule, holder] of holderOf(elementId)) {
      const role = surroundings.stepNames.get(elementId) ?? elementId;
      const isSigning = holder === SIGNATORIES;
      if (holder === REVIEWERS || isSigning) {
        const ofRows = ofRoute(route, sets, elementId, isSigning ? 'signatories' : 'reviewers');
        asked.push(
          ...ofRows.filter(({ row }) => !isSigning || signsRow(office, sets.get(route.id), row, elementId)),
        );
      } else if (holder.startsWith(OF_INVITATIONS)) {
        asked.push(...ofInvitations(tables, elementId, holder.slice(OF_INVITATIONS.length), role));
      } else if (!holder.includes('.')) {
        const what = { act: resultOf(steps, rule, 'act'), isSigning, kind: '', matter: '' };
        asked.push({
          duty: { elementId, holderIds: [holder], what, isOfRoute: false },
          table: steps,
          row: rule.index,
          role: `“${role}”`,
        });
      }
    }
  }
  return asked;
}

/** @rule art-43 */
function ofInvitations(tables: Rules['tables'], elementId: string, column: string, role: string): Asked[] {
  const table = tables.get('invitationRules');
  if (!table) throw new DecisionError('缺少决策表 invitationRules');
  const what = { act: '', isSigning: false, kind: '', matter: '' };
  const index = table.outputs.findIndex(({ name }) => name === column);
  return table.rules.flatMap((rule) => {
    const holderIds = wordsOf(rule.results[index] ?? '');
    if (holderIds.length === 0) return [];
    return [
      {
        duty: { elementId, holderIds, what, isOfRoute: false },
        table,
        row: rule.index,
        role: `“${role}”`,
      },
    ];
  });
}

/** Whether papers of a row are signed in this step: each process has one of its own. */
function signsRow(
  { vocabulary }: Rules['office'],
  sets: RowSets | undefined,
  row: number,
  elementId: string,
): boolean {
  const pin = sets && pinsOf(sets, row).find(({ expression }) => expression === 'facts.issuingName');
  const process = processOf(vocabulary, { issuingName: String(pin?.value ?? '') });
  return signingOf(process).sign === elementId;
}

function ofRoute(
  route: DecisionTable,
  sets: Map<string, RowSets>,
  elementId: string,
  output: 'reviewers' | 'signatories',
): Asked[] {
  const column = route.outputs.findIndex(({ name }) => name === output);
  return route.rules.flatMap((rule) => {
    const holderIds = wordsOf(rule.results[column] ?? '');
    if (resultOf(route, rule, 'outcome') !== 'route' || holderIds.length === 0) return [];
    const kind = kindOf(sets.get(route.id), rule.index);
    const isSigning = output === 'signatories';
    const what: DelegableAct = {
      act: isSigning ? resultOf(route, rule, 'act') : '',
      isSigning,
      kind,
      matter: '',
    };
    const role = isSigning ? `${what.act}人` : '审核人';
    return [{ duty: { elementId, holderIds, what, isOfRoute: true }, table: route, row: rule.index, role }];
  });
}

function kindOf(sets: RowSets | undefined, row: number): string {
  const pin = sets && pinsOf(sets, row).find(({ expression }) => expression === 'facts.kind');
  return String(pin?.value ?? '');
}

function ownDraftOf({ tables }: Rules): OfficeInForce['ownDraft'] {
  const ruleSet = createRuleSet({ hash: '', decisions: tables });
  return (elementId, rankId) => ruleSet.ownDraft(elementId, rankId);
}

function unfilledFinding(
  { duty, drafters, words }: Unfilled,
  asked: Asked[],
  everybody: HolderContext[],
  rules: Rules,
  tables: Map<string, RowSets>,
): Finding[] {
  const found = asked.find((one) => one.duty === duty);
  const sets = found && tables.get(found.table.id);
  // A word that the office does not know is the row's own fault, and said there.
  if (!found || !sets || duty.holderIds.every((id) => !rules.office.holders.some((rule) => rule.id === id))) {
    return [];
  }
  const pins = pinsOf(sets, found.row);
  const where = pinsInWords(pins, found.table.id, rules.surroundings);
  const [first] = drafters;
  const bodyId = first?.draftingBodyId ?? '';
  const anyone = drafters.length === everybody.length;
  const by = anyone
    ? '不论由谁拟稿'
    : `由${drafterInWords(first, rules)}拟稿时（共 ${drafters.length} 位拟稿人如此）`;
  return [
    {
      kind: 'unfilled',
      table: found.table.id,
      rows: [found.row],
      message: `${found.table.name}（${found.table.id}）：第 ${found.row} 行，${where}，${by}，${found.role}无人可办：${words}`,
      example: { ...exampleOf(pins), ...(anyone ? {} : { draftingBody: bodyId }) },
    },
  ];
}

function drafterInWords(drafting: HolderContext | undefined, { office }: Rules): string {
  const post = office.people.posts.find(({ id }) => id === drafting?.drafter.postId);
  const person = office.people.persons.find(({ id }) => id === drafting?.drafter.personId);
  return `${post?.label ?? ''}${person?.displayName ?? ''}`;
}

/** One per duty is enough: the first found is that with the fewest people away. */
function straysByDuty(strays: Stray[]): Stray[] {
  const away = ({ situation }: Stray): number => situation.filter((one) => one !== 'present').length;
  const sorted = [...strays].sort((left, right) => away(left) - away(right));
  return sorted.filter((one, index) => sorted.findIndex(({ duty }) => duty === one.duty) === index);
}

function strayFinding({ duty, words }: Stray, asked: Asked[]): Finding {
  const found = asked.find((one) => one.duty === duty);
  return {
    kind: 'stray',
    table: found?.table.id ?? null,
    rows: found ? [found.row] : [],
    message: `第 ${found?.row} 行${found?.role}：外出或者委托改变了不该改变的权限：${words}`,
    example: {},
  };
}

/** The government itself is in nobody's portfolio; what its leaders draft is refused where a portfolio is asked for. */
function noteOnLeaders(
  unfilled: Unfilled[],
  leaders: HolderContext[],
  isGovernment: (bodyId: string) => boolean,
  { office }: Rules,
): string[] {
  const [first] = unfilled;
  if (!first) return [];
  const names = office.bodies.filter(({ id }) => isGovernment(id)).map(({ shortName }) => shortName);
  return [
    `${names.join('、')}领导等 ${leaders.length} 位自行拟稿的不列入：${unfilled.length} 项按拟稿单位定办理人的无人可办（${first.words}），报送时即按该行条文退回，请由办公室或者主办部门拟稿。`,
  ];
}
