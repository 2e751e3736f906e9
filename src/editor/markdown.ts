import * as vscode from 'vscode';
import { markdownText } from '../session/presentation/tooltip';
import type { TooltipPart } from '../session/presentation/tooltip';

/** A tooltip in which what came from a page is text and nothing else: no link of it runs a command, no tag is one. */
export function markdownOf(parts: readonly TooltipPart[]): vscode.MarkdownString | undefined {
  if (parts.length === 0) return undefined;
  const markdown = new vscode.MarkdownString(markdownText(parts));
  markdown.isTrusted = false;
  markdown.supportHtml = false;
  markdown.supportThemeIcons = false;
  return markdown;
}
