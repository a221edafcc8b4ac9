// Nothing may reach web storage, which is not encrypted. SvelteKit would keep scroll positions there;
// it goes on without when storage refuses.
for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(globalThis, name, {
    configurable: false,
    get() {
      throw new DOMException("Web storage is not used.", "SecurityError");
    },
  });
}
