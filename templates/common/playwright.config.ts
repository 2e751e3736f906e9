import { defineConfig } from '@playwright/test';
import type { DesksideOptions } from 'deskside/playwright';

export default defineConfig<DesksideOptions>({
  testDir: 'tests',
  use: { widget: 'http://localhost:5173/' },
  webServer: { command: 'npm run dev', url: 'http://localhost:5173/', reuseExistingServer: true },
});
