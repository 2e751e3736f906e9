// Stands for the module `vscode` where the extension is measured in plain Node: what the extension builds on works, all
// else does nothing at all. Whatever time VS Code itself takes is therefore not in the figures.

const nothing: readonly never[] = [];

/** Every property of it, and whatever it returns or makes, is itself; as a list it is empty. */
const anything: unknown = new Proxy(
  function () {
    // Only there to be called.
  },
  {
    get: (_, key) => {
      if (key === Symbol.iterator) return nothing[Symbol.iterator].bind(nothing);
      // Not a promise, and not a text.
      return key === 'then' || typeof key === 'symbol' ? undefined : anything;
    },
    set: () => true,
    apply: () => anything,
    construct: () => ({}),
  },
);

export const commands = anything;
export const env = anything;
export const extensions = anything;
export const languages = anything;
export const lm = anything;
export const tests = anything;
export const window = anything;
export const workspace = anything;
export const Uri = anything;
export const ThemeIcon = anything;
export const ThemeColor = anything;
export const MarkdownString = anything;
export const CodeLens = anything;
export const Range = anything;
export const Position = anything;
export const Disposable = anything;
export const CancellationError = class extends Error {};
export const QuickInputButtons = anything;
export const FileDecoration = anything;
/** No session runs: the one with the focus would have parents without end. */
export const debug = {
  activeDebugSession: undefined,
  registerDebugConfigurationProvider: anything,
  onDidStartDebugSession: anything,
  onDidTerminateDebugSession: anything,
};
export const ExtensionKind = { UI: 1, Workspace: 2 };
export const CodeActionKind = { QuickFix: anything };
export const CompletionItemKind = anything;
export const DecorationRangeBehavior = { ClosedClosed: 1 };
export const DiagnosticSeverity = { Error: 0, Warning: 1, Hint: 3 };
export const LogLevel = { Trace: 1 };
export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };
export const StatusBarAlignment = { Left: 1 };
export const ViewColumn = { Beside: -2 };
export const ColorThemeKind = { Light: 1, HighContrastLight: 4 };
export const ProgressLocation = { Notification: 15 };
export const TestRunProfileKind = { Run: 1, Debug: 2 };
export const DebugConfigurationProviderTriggerKind = { Dynamic: 2 };
export const QuickPickItemKind = { Separator: -1 };

export class TreeItem {
  constructor(
    readonly label: string,
    readonly collapsibleState: number,
  ) {}
}

export class EventEmitter<T> {
  readonly #listeners = new Set<(value: T) => void>();

  readonly event = (listener: (value: T) => void): { dispose(): void } => {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  };

  fire(value: T): void {
    for (const listener of this.#listeners) listener(value);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
