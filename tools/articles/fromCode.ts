import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { Citation } from './citation';
import { articlesIn } from './citation';
import { root, sourceFiles, testFiles } from './sources';

const RULE_TAG = /@rule\b([^\n]*)/g;

/** Declarations whose comment has an `@rule` tag. */
export function citationsInCode(): Citation[] {
  return sourceFiles().flatMap((path) => citationsInSource(path, readFileSync(join(root, path), 'utf8')));
}

/** Throws where a tag stands at no declaration: nobody could tell what carries the article. */
export function citationsInSource(path: string, source: string): Citation[] {
  const tags = [...source.matchAll(RULE_TAG)].length;
  if (tags === 0) return [];
  const found: Citation[] = [];
  let seen = 0;
  const visit = (node: ts.Node, scope: string): void => {
    const name = nameOf(node);
    const id = [scope, name].filter(Boolean).join('.');
    const words = commentsOf(node).flatMap((comment) =>
      [...comment.matchAll(RULE_TAG)].map(([, tag]) => tag),
    );
    if (words.length > 0 && id) {
      seen += words.length;
      found.push({ kind: 'code', path, name: path, id, label: id, articles: articlesIn(words.join(' ')) });
    }
    ts.forEachChild(node, (child) => visit(child, id));
  };
  visit(parse(path, source), '');
  if (seen < tags) throw new Error(`${path}：有 @rule 没有写在声明的注释里`);
  return found;
}

/** Titles of tests, and of groups of them, that name an article. */
export function citationsInTests(): Citation[] {
  return testFiles().flatMap((path) => citationsInTest(path, readFileSync(join(root, path), 'utf8')));
}

export function citationsInTest(path: string, source: string): Citation[] {
  const found: Citation[] = [];
  const visit = (node: ts.Node): void => {
    const title = ts.isCallExpression(node) && isTestFunction(node.expression) ? titleOf(node) : undefined;
    const articles = articlesIn(title ?? '');
    if (title && articles.length > 0)
      found.push({ kind: 'test', path, name: path, id: title, label: title, articles });
    ts.forEachChild(node, visit);
  };
  visit(parse(path, source));
  return found;
}

function parse(path: string, source: string): ts.SourceFile {
  return ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
}

/** A comment before a whole statement belongs to its first declaration; that is the statement's name. */
function nameOf(node: ts.Node): string {
  if (ts.isVariableStatement(node)) return node.declarationList.declarations[0]?.name.getText() ?? '';
  const isInStatement = ts.isVariableDeclaration(node) && ts.isVariableStatement(node.parent.parent);
  const { name } = node as { name?: ts.Node };
  return isInStatement || !name || !ts.isIdentifier(name) ? '' : name.text;
}

const commentsOf = (node: ts.Node): string[] =>
  ((node as { jsDoc?: ts.Node[] }).jsDoc ?? []).map((comment) => comment.getText());

/** test, it, describe, and what hangs on them: test.each(…), describe.skip. */
function isTestFunction(callee: ts.Expression): boolean {
  if (ts.isPropertyAccessExpression(callee) || ts.isCallExpression(callee))
    return isTestFunction(callee.expression);
  return ts.isIdentifier(callee) && ['test', 'it', 'describe'].includes(callee.text);
}

/** The title as written; of a template with its placeholders. */
function titleOf({ arguments: [first] }: ts.CallExpression): string | undefined {
  if (!first) return undefined;
  if (ts.isStringLiteralLike(first)) return first.text;
  return ts.isTemplateExpression(first) ? first.getText().slice(1, -1) : undefined;
}
