import * as vscode from 'vscode';
import type { ProblemKind } from '../../simulator/scenario/format/yamlProblems';

/** How the names of files that hold scenarios end. */
export const scenarioGlob = '**/*.scenario.{yaml,yml,json}';

/** Which files hold scenarios. */
export const scenarioFiles: vscode.DocumentSelector = { pattern: scenarioGlob };

export function isScenario(document: vscode.TextDocument): boolean {
  return vscode.languages.match(scenarioFiles, document) > 0;
}

export function isJsonDocument(document: vscode.TextDocument): boolean {
  return document.languageId === 'json' || document.languageId === 'jsonc' || document.uri.path.endsWith('.json');
}

/** The extensions that read YAML and JSON by themselves. */
const readers = { yaml: 'redhat.vscode-yaml', json: 'vscode.json-language-features' } as const;

/** A schema that the file itself names, for the extension of its language. */
const namedSchema = { yaml: /^#\s*yaml-language-server:\s*\$schema=/m, json: /^\s*\{\s*"\$schema"\s*:/ } as const;

/** What another extension tells the user of this file by itself, so that nothing stands there twice. */
export function toldByOthers(document: vscode.TextDocument): ReadonlySet<ProblemKind> {
  const language = isJsonDocument(document) ? 'json' : 'yaml';
  if (vscode.extensions.getExtension(readers[language]) === undefined) return new Set();
  return new Set(namedSchema[language].test(document.getText()) ? ['syntax', 'schema'] : ['syntax']);
}
