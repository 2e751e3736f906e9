import * as vscode from 'vscode';
import { markdownText } from '../../presentation/text/tooltip';
import type { TooltipPart } from '../../presentation/text/tooltip';

/** A tooltip in which texts of pages are plain text: their links, commands and tags have no effect. */
export function markdownOf(parts: readonly TooltipPart[]): vscode.MarkdownString | undefined {
  if (parts.length === 0) return undefined;
  const markdown = new vscode.MarkdownString(markdownText(parts));
  markdown.isTrusted = false;
  markdown.supportHtml = false;
  markdown.supportThemeIcons = false;
  return markdown;
}
