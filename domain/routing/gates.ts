import type { CaseFacts, GateAnswer, Grounds, RuleReference } from './facts';
import type { RuleSet } from './ruleSet';

/** What one gate says of a document. */
export interface GateFinding {
  gate: string;
  label: string;
  outcome: GateAnswer['outcome'];
  /** A reasoned exception turns the refusal into a question (articles.md, reading 9). */
  overridable: boolean;
  /** `refuse`: why, and what to do instead. `ask`: the statement which the reviewer of the draft affirms. */
  words: string;
  rule: RuleReference;
}

/**
 * Asks every gate of the office before a document may go on; pure. `briefings`: how many other kinds of 简报 the
 * drafting body already has; `namedBodies`: how many other bodies the text names to countersign or issue it; `more`: what gates of processes that sign no paper ask beside. Throws DecisionError where a table doesn't answer.
 *
 * @rule art-18 art-21 art-22 art-37 art-44 art-49
 */
export function checkGates(
  ruleSet: RuleSet,
  gates: readonly { id: string; label: string; table: string }[],
  document: {
    facts: CaseFacts;
    grounds: Grounds;
    briefings: number;
    namedBodies: number;
    more?: Record<string, unknown>;
    /** Evidences and materials that a topic brings, as the gates name them. */
    brought?: readonly string[];
  },
): GateFinding[] {
  const { facts, briefings, namedBodies, more = {}, brought } = document;
  const grounds = Object.fromEntries(
    Object.entries(document.grounds).map(([name, text]) => [name, text.trim() !== '']),
  );
  return gates.map(({ id, label, table }) => {
    const { outcome, overridable, article, reading, words } = ruleSet.gate(table, {
      gate: id,
      facts,
      grounds,
      briefings,
      namedBodies,
      ...more,
      ...(brought ? { given: brought.includes(id) } : {}),
    });
    return {
      gate: id,
      label,
      outcome,
      overridable,
      words,
      rule: { article, reading, ruleSet: ruleSet.hash, words },
    };
  });
}
