import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  // launch.json, the tests and the scenarios name this address.
  server: { port: 5173, strictPort: true },
  // Workspace may show the widget from any folder of a server.
  base: './',
});
