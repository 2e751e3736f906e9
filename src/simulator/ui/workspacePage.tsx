import type { VNode } from 'preact';
import { ControlPanel } from './panel/controlPanel';
import { AgentBar } from './parts/agent/agentBar';
import { Announcer } from './parts/controls/announcer';
import { CaseList } from './parts/interactions/caseList';
import { CasePane } from './parts/interactions/casePane';
import { HostedFrame } from './parts/widgets/hostedFrame';
import { useSimulator } from './parts/simulatorContext';
import { Surfaces } from './parts/widgets/surfaces';
import { useChanges } from './parts/useChanges';
import { useFocusRescue } from './parts/useFocusRescue';
import { WidgetTabs } from './parts/widgets/widgetTabs';

interface WorkspacePageProps {
  readonly bridgeAddress: string | undefined;
  readonly name: string | undefined;
}

/** The whole page: the agent's desktop and, apart from it, the simulator's controls. */
export function WorkspacePage({ bridgeAddress, name }: WorkspacePageProps): VNode {
  const { desk, widgets, notices } = useSimulator();
  useChanges(desk.changed, widgets.changed, notices.changed);
  useFocusRescue();
  return (
    <>
      <AgentBar name={name} />
      <div class="desktop">
        <div class="cases">
          <CaseList />
          <CasePane />
        </div>
        <WidgetTabs />
      </div>
      <ControlPanel />
      <Surfaces />
      <Announcer />
      {bridgeAddress !== undefined && (
        <div hidden>
          <HostedFrame title="Deskside bridge" address={{ url: bridgeAddress }} widget="Deskside bridge" isBridge />
        </div>
      )}
    </>
  );
}
