import * as vscode from 'vscode';
import { AgentSession } from '../../agents/agentSession';
import type { AgentHost } from '../../agents/agentHost';
import { findAgentTool } from '../../agents/catalogue';
import { AgentRefusal } from '../../agents/refusal';
import { isFunction } from '../../base/guards';

/** Runs the tools for the language models of this window. */
export class LanguageModelTools {
  readonly #session: AgentSession;

  constructor(host: AgentHost) {
    this.#session = new AgentSession(host);
  }

  /** Says in words what a call will do. What is wrong with the arguments is told when it is run: the model reads it then. */
  prepare(name: string, input: unknown): vscode.PreparedToolInvocation | undefined {
    try {
      const { announcement } = this.#session.prepare(name, input);
      const tool = findAgentTool(name);
      // VS Code does not ask where the user lets tools run by themselves. The tool itself asks about live pages each time.
      const confirmationMessages =
        tool?.effect === 'acts' ? { title: tool.title, message: plain(`${announcement}?`) } : undefined;
      return {
        invocationMessage: plain(announcement),
        ...(confirmationMessages === undefined ? {} : { confirmationMessages }),
      };
    } catch (error) {
      if (error instanceof AgentRefusal) return undefined;
      throw error;
    }
  }

  /** @throws Error with what the model is to know, if the tool did not do what was asked for */
  async invoke(name: string, input: unknown, token: vscode.CancellationToken): Promise<vscode.LanguageModelToolResult> {
    const abort = new AbortController();
    const cancelled = token.onCancellationRequested(() => abort.abort());
    if (token.isCancellationRequested) abort.abort();
    try {
      const { text, picture, isError } = await this.#session.call(name, input, abort.signal);
      if (isError) throw new Error(text);
      const result = new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
      if (picture !== undefined) result.content.push(picturePart(picture));
      return result;
    } finally {
      cancelled.dispose();
    }
  }
}

/** Texts of agents and pages are no Markdown. */
function plain(text: string): vscode.MarkdownString {
  return new vscode.MarkdownString().appendText(text);
}

/** `LanguageModelDataPart` came after the oldest VS Code that is supported. */
function picturePart(picture: string): unknown {
  const part: unknown = Reflect.get(vscode, 'LanguageModelDataPart');
  const image: unknown = isFunction(part) ? Reflect.get(part, 'image') : undefined;
  return isFunction(image)
    ? Reflect.apply(image, part, [Buffer.from(picture, 'base64'), 'image/png'])
    : new vscode.LanguageModelTextPart('There is a picture, but this version of VS Code gives models none from tools.');
}
