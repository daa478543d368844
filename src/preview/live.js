// Added by the preview only: reloads the page when the site was rebuilt, keeping the scroll, and shows errors over it.
const scrollKey = "briefmill-scroll:" + location.pathname;
const kept = sessionStorage.getItem(scrollKey);
if (kept !== null) {
  sessionStorage.removeItem(scrollKey);
  scrollTo(0, Number(kept));
}

function show(errors) {
  document.getElementById("briefmill-overlay")?.remove();
  if (errors.length === 0) return;
  const overlay = document.createElement("aside");
  overlay.id = "briefmill-overlay";
  overlay.setAttribute("role", "alert");
  for (const error of errors) {
    const add = (kind, text) => {
      if (!text) return;
      const part = overlay.appendChild(document.createElement(kind));
      part.textContent = text;
    };
    add("strong", error.message);
    add("p", error.at);
    if (error.line) add("pre", error.line + "\n" + (error.mark ?? ""));
    add("p", error.help);
  }
  document.body.append(overlay);
}

async function ask(since) {
  const answer = await fetch("/_briefmill/changes" + (since === null ? "" : "?since=" + since));
  return answer.json();
}

async function follow() {
  const style = document.head.appendChild(document.createElement("link"));
  style.rel = "stylesheet";
  style.href = "/_briefmill/live.css";
  let shown = null;
  for (;;) {
    try {
      const now = await ask(shown);
      if (shown !== null && now.version !== shown && !now.stale) {
        sessionStorage.setItem(scrollKey, String(scrollY));
        location.reload();
        return;
      }
      if (now.version !== shown) show(now.errors);
      shown = now.version;
    } catch {
      await new Promise((done) => setTimeout(done, 1000));
    }
  }
}

follow();
