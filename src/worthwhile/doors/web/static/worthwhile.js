// Worthwhile without a script does everything; this only saves page loads, polls progress and listens to keys.
"use strict";
(() => {
  const $ = (what, where = document) => where.querySelector(what);
  const all = (what, where = document) => [...where.querySelectorAll(what)];
  const parse = (html) => new DOMParser().parseFromString(html, "text/html");
  const items = () => all("[data-item]").filter((one) => one.getClientRects().length); // a map that is not shown has no place in the order

  function say(form, words, role = "alert") {
    const note = document.createElement("p");
    note.className = role === "alert" ? "small stop" : "small quiet";
    note.setAttribute("role", role);
    note.textContent = words;
    note.dataset.told = "";
    if (form.nextElementSibling?.matches("[data-told]")) form.nextElementSibling.remove();
    form.after(note);
    return note;
  }

  // Take the new page's main part and title in place of this one's; focus stays where she was, or goes to the bar.
  function show(html, address, from, button) {
    const page = parse(html), main = $("#main"), fresh = $("#main", page);
    if (!fresh) return location.assign(address);
    const here = from?.closest("[data-item]"), place = here ? items().indexOf(here) : -1;
    main.className = fresh.className;
    main.replaceChildren(...fresh.childNodes);
    document.title = page.title;
    history.replaceState(null, "", address);
    const after = button?.dataset.focusAfter || from?.dataset.focusAfter, some = items();
    const wrong = $(".error", main), begun = after && document.getElementById(after)?.closest("[data-item]");
    if (wrong) wrong.tabIndex = -1; // what is wrong stands at the top, wherever the form was
    const wanted = wrong || begun;
    (wanted || some[Math.min(place, some.length - 1)] || $(".undobar button") || main).focus({ preventScroll: place >= 0 });
    wanted?.scrollIntoView({ block: "nearest" });
    listen();
  }

  // What was pressed is said at once; letters pressed until the answer is there wait for the page that it brings.
  let sending = false;
  const waitingKeys = [];
  async function send(form, button) {
    const data = new FormData(form, button || undefined);
    const to = button?.getAttribute("formaction") || form.getAttribute("action");
    form.setAttribute("aria-busy", "true");
    sending = true;
    const pressed = button?.textContent.split(":")[0].trim();
    const word = setTimeout(() => say(form, pressed ? `${pressed}: one moment.` : "One moment.", "status"), 80);
    try {
      const answer = await fetch(to, { method: "POST", body: new URLSearchParams(data), credentials: "same-origin" });
      show(await answer.text(), answer.url, form, button);
    } catch {
      waitingKeys.length = 0;
      clearTimeout(word);
      say(form, "Worthwhile does not answer. What you wrote is still here. Is `worthwhile serve` running?");
    } finally {
      clearTimeout(word);
      form.removeAttribute("aria-busy");
      sending = false;
    }
    while (waitingKeys.length && !sending) press(waitingKeys.shift());
  }

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-swap]")) return;
    event.preventDefault();
    if (!event.target.hasAttribute("aria-busy")) send(event.target, event.submitter);
  });

  // The draft goes into the mail as it stands in the field.
  document.addEventListener("click", (event) => {
    const mail = event.target.closest("[data-mail]"), copy = event.target.closest("[data-copy]");
    const words = $("[data-draft]", (mail || copy)?.form || (mail || copy)?.closest("form, .letters") || document);
    if (mail && words) {
      const body = encodeURIComponent(words.value.replace(/\n/g, "\r\n"));
      mail.href = mail.href.replace(/([?&]body=)[^&]*/, "$1" + body);
    }
    if (copy && words) {
      navigator.clipboard.writeText(words.value).then(
        () => { copy.textContent = "Copied"; },
        () => { words.select(); copy.textContent = "Press Ctrl C"; },
      );
    }
  });
  // Opening a draft puts the cursor into it.
  addEventListener("hashchange", () => $(".letters:target textarea")?.focus());

  // How many are chosen; joining is offered while two are chosen of whom one name holds the other, and the server looks again.
  function chosen() {
    const boxes = all("[name=who]:checked"), count = $(".bulk .count"), join = $("[value=merge]");
    if (count) count.textContent = boxes.length ? `${boxes.length} chosen` : "";
    if (!join) return;
    const names = boxes.map((box) => new Set($(".who", box.closest("tr")).textContent.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().split(/[\s,.]+/).filter((word) => word.length > 2)));
    const [less, more] = names.sort((a, b) => a.size - b.size);
    join.hidden = names.length !== 2 || !less.size || ![...less].every((word) => more.has(word));
    if (!join.hidden) join.textContent = "Merge: same name";
  }
  document.addEventListener("change", (event) => { if (event.target.name === "who") chosen(); });

  // Progress: once a second the parts that changed take the place of their elders.
  let waiting = 0;
  function listen() {
    clearTimeout(waiting);
    const poll = $("[data-poll]");
    if (!poll) return;
    waiting = setTimeout(async () => {
      try {
        const answer = await fetch(poll.dataset.poll, { credentials: "same-origin" });
        const page = parse(await answer.text());
        if (!$("[data-poll]", page) && !$("#main input:focus, #main textarea:focus")) { // at an end: the page changes once, and not under her hand
          const whole = await fetch(location.pathname, { credentials: "same-origin" });
          return show(await whole.text(), location.href);
        }
        for (const part of all("[data-part]", page)) {
          const old = document.getElementById(part.id);
          if (old && old.outerHTML !== part.outerHTML && !old.contains(document.activeElement)) old.replaceWith(part);
        }
      } catch { /* the server may be busy or stopped; the page keeps what it knows */ }
      listen();
    }, 1000);
  }

  // Keys. Ctrl K always; single letters only where nothing is being written, and never when switched off.
  const places = { t: "/", p: "/people", n: "/needs", l: "/goals", b: "/start" };
  let going = false, cameFrom = null;
  const item = () => document.activeElement?.closest("[data-item]");
  const target = (one) => (one.matches("tr") ? $(".who", one) : one.matches("a") ? one : one.matches("li") ? $("a, button", one) : one);

  function move(by) {
    const some = items();
    if (!some.length) return;
    const now = some.indexOf(item());
    const next = some[now < 0 ? 0 : Math.max(0, Math.min(some.length - 1, now + by))];
    target(next)?.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  function press(key) {
    const here = item();
    if (going) { going = false; if (places[key]) return void location.assign(places[key]); }
    if (key === "g" && !$("[data-writes][data-key=g]")) { going = true; setTimeout(() => { going = false; }, 1200); return; }
    if (key === "?") return void location.assign("/keys");
    if (key === "j" || key === "k") return move(key === "j" ? 1 : -1);
    if (key === "z") { const undo = $("[data-key=z]"); return undo ? undo.click() : void location.assign("/undo?last=1"); }
    if (key === "/") return $("[data-slash]")?.focus();
    if (/^[1-4]$/.test(key)) return $(`[data-went] [data-key="${key}"]`)?.click();
    if (key === "w" && here) return $("[data-why]", here)?.focus();
    if (key === "e") {
      const letter = here && $(".letters", here);
      if (letter) { location.hash = letter.id; return $("textarea", letter).focus(); }
    }
    if (key === "b" && /^\/people\/\d+/.test(location.pathname)) return void location.assign("/before/" + location.pathname.split("/")[2]);
    const wanted = (here && $(`[data-key="${key}"]`, here)) || $(`#main [data-key="${key}"]:not([data-item] *, [data-went] *, [data-key=z])`)
      || (/^[yns]$/.test(key) && $(`form[data-focus-after] [data-key="${key}"]`));
    if (!wanted) return false;
    const words = wanted.dataset.writes && document.getElementById(wanted.dataset.writes);
    if (words && !words.value.trim()) { // first the words, then the kind that was chosen: Ctrl Enter keeps them
      all("[data-writes]").forEach((one) => one.classList.toggle("do", one === wanted));
      words.focus();
    } else if (wanted.matches("textarea, input:not([type=checkbox])")) wanted.focus();
    else wanted.click();
    if (wanted.matches(".put[open] > summary")) $("button", wanted.parentElement).focus(); // of the reasons, the first
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      const find = $("#q");
      if (document.activeElement !== find) cameFrom = document.activeElement;
      find.focus();
      return find.select();
    }
    const on = event.target, writes = on.matches?.("textarea, select, input:not([type=checkbox], [type=radio])");
    if (writes && (event.ctrlKey || event.metaKey) && event.key === "Enter") return on.form?.requestSubmit($("[data-writes].do", on.form));
    if (event.key === "Escape" && $("#main .found")) return history.back();
    const open = event.key === "Escape" && on.closest?.(".act")?.querySelector(".put[open]");
    if (open) { open.open = false; return void open.closest(".act").focus(); }
    if (writes && event.key === "Escape") { on.blur(); return (on.id === "q" ? cameFrom : on.closest("[data-item]"))?.focus(); }
    if (!("keys" in document.body.dataset) || writes || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter") {
      if (on.matches?.("article[data-item]") && press("enter")) event.preventDefault();
      return;
    }
    if (sending && /^[a-z/?1-4]$/i.test(event.key)) {
      event.preventDefault();
      return void waitingKeys.push(event.key.toLowerCase());
    }
    if (event.key.length === 1 && /[a-z/?1-4]/i.test(event.key) && press(event.key.toLowerCase()) !== false) event.preventDefault();
  });

  // Find or do, on every page: a combobox whose options come from the server at each key (ARIA APG, combobox with list autocomplete).
  const box = $(".find #q");
  let sheet, token, asked = "", coming = null;

  function options() { return sheet && !sheet.hidden ? all("[role=option]", sheet) : []; }
  function mark(one) {
    options().forEach((o) => o.setAttribute("aria-selected", String(o === one)));
    if (one) { box.setAttribute("aria-activedescendant", one.id); one.scrollIntoView({ block: "nearest" }); } else box.removeAttribute("aria-activedescendant");
  }
  function fold() {
    if (!sheet) return;
    sheet.hidden = true;
    box.setAttribute("aria-expanded", "false");
    mark(null);
  }
  async function look() {
    const q = box.value.trim();
    asked = q;
    if (!q) return fold();
    try {
      const answer = await fetch("/find/hits?q=" + encodeURIComponent(q), { credentials: "same-origin" });
      const found = answer.ok && $("#hits", parse(await answer.text()))?.parentElement;
      if (q !== asked || !found) return;
      token = $("[name=csrfmiddlewaretoken]", found);
      token.remove(); // the box is a form of its own: what stands in it goes into the address
      sheet.replaceChildren(found);
      sheet.hidden = false;
      box.setAttribute("aria-expanded", "true");
      mark(options()[0] || null);
    } catch { fold(); } // the page of results says what is wrong
  }
  function choose(one) {
    if (!("post" in one.dataset)) { fold(); return void location.assign(one.dataset.to); }
    const form = document.createElement("form"), put = (name, value) => {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name, value });
      form.append(field);
    };
    form.method = "post";
    form.action = one.dataset.to;
    put("csrfmiddlewaretoken", token.value);
    put("back", one.dataset.back);
    for (const field of one.getAttributeNames()) if (field.startsWith("data-field-")) put(field.slice(11), one.getAttribute(field));
    sheet.append(form);
    form.submit();
  }
  if (box) {
    sheet = document.createElement("div");
    sheet.className = "found";
    sheet.hidden = true;
    box.closest(".find").append(sheet);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": "hits", "aria-autocomplete": "list" })) box.setAttribute(name, value);
    box.addEventListener("input", () => { coming = look(); });
    box.addEventListener("focus", () => { if (box.value.trim()) coming = look(); });
    box.addEventListener("blur", () => setTimeout(fold, 150));
    box.addEventListener("keydown", async (event) => {
      const some = options(), now = some.findIndex((o) => o.getAttribute("aria-selected") === "true");
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (some.length) mark(some[(now + (event.key === "ArrowDown" ? 1 : some.length - 1)) % some.length]);
      } else if (event.key === "Escape" && sheet && !sheet.hidden) {
        event.preventDefault(); // a search field would empty itself
        event.stopPropagation();
        fold();
      } else if (event.key === "Enter") {
        event.preventDefault();
        await coming; // what was typed last decides, not what stood there before
        const one = options().find((o) => o.getAttribute("aria-selected") === "true");
        if (one && asked === box.value.trim()) choose(one); else box.form.submit();
      }
    });
    sheet.addEventListener("mousedown", (event) => { const one = event.target.closest("[role=option]"); if (one) { event.preventDefault(); choose(one); } });
  }

  chosen();
  listen();
  $("#main .hit, #main .hitform button")?.focus({ preventScroll: true });
})();
