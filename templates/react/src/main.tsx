import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import './widget.css';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no place for the widget.');

createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
