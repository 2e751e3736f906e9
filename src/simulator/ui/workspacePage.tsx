import type { VNode } from 'preact';
import { ControlPanel } from './panel/controlPanel';
import { AgentBar } from './parts/agentBar';
import { Announcer } from './parts/announcer';
import { CaseList } from './parts/caseList';
import { CasePane } from './parts/casePane';
import { HostedFrame } from './parts/hostedFrame';
import { useSimulator } from './parts/simulatorContext';
import { Surfaces } from './parts/surfaces';
import { useChanges } from './parts/useChanges';
import { useFocusRescue } from './parts/useFocusRescue';
import { WidgetTabs } from './parts/widgetTabs';

/** The whole page: the agent's desktop and, apart from it, the simulator's controls. */
export function WorkspacePage({ bridgeAddress }: { readonly bridgeAddress: string | undefined }): VNode {
  const { desk, widgets, notices } = useSimulator();
  useChanges(desk.changed, widgets.changed, notices.changed);
  useFocusRescue();
  return (
    <>
      <AgentBar />
      <div class="desktop">
        <CaseList />
        <CasePane />
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
