const answer = document.querySelector("#answer");
const greet = (name) => window.__TAURI__.core.invoke("greet", { name });

document.querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  answer.textContent = await greet(document.querySelector("#name").value);
});

// The mark that a driver waits for: set once the page stands and Rust has answered.
await greet("page");
document.documentElement.dataset.ready = "unlock";
