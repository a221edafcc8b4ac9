// The types SvelteKit looks for. Nothing is added to them: state lives in classes, not in the page store.
declare global {
  namespace App {}
}

export {};
