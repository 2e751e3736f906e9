import { connect } from 'deskside/client';
import type { WorkspaceClient } from 'deskside/client';
import { useEffect, useState } from 'react';
import { messageOf, noteContracts } from './contracts';

export function App() {
  const status = useContracts();
  return (
    <main>
      <h1>Contracts</h1>
      <p role="status">{status}</p>
    </main>
  );
}

/** Notes contracts as long as the component is there; what happened last, in words. */
function useContracts(): string {
  const [status, setStatus] = useState('Waiting for a call.');
  useEffect(() => {
    let workspace: WorkspaceClient | undefined;
    let isOver = false;
    const show = (text: string) => {
      if (!isOver) setStatus(text);
    };
    const fail = (error: unknown) => show(messageOf(error));
    try {
      workspace = connect();
      noteContracts(workspace, show).catch(fail);
    } catch (error) {
      fail(error);
    }
    return () => {
      isOver = true;
      workspace?.close();
    };
  }, []);
  return status;
}
