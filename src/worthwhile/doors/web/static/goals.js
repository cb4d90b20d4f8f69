// The map of a goal: arrows move the person in focus by a step, 1 to 4 say where they stand. The forms beside it do the same without a script.
"use strict";
(() => {
  const ways = { ArrowUp: ["say", 1], ArrowDown: ["say", -1], ArrowRight: ["cares", 1], ArrowLeft: ["cares", -1] };
  const stances = { 1: "for", 2: "undecided", 3: "against", 4: "unknown" };
  document.addEventListener("keydown", (event) => {
    const spot = event.target.closest?.("[data-spot]"), form = document.getElementById("move");
    if (!spot || !form || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const way = ways[event.key], stance = "keys" in document.body.dataset && stances[event.key];
    if (!way && !stance) return;
    event.preventDefault();
    event.stopPropagation();
    if (form.hasAttribute("aria-busy")) return; // one step at a time
    const said = form.elements;
    said.person.value = spot.dataset.spot;
    for (const name of ["say", "cares", "stance"]) said[name].value = "";
    if (stance) said.stance.value = stance;
    else {
      const [name, by] = way, was = Number(spot.dataset[name]);
      const step = was ? Math.min(5, Math.max(1, was + by)) : 3; // from "not known" into the middle
      if (step === was) return;
      said[name].value = step;
    }
    form.dataset.focusAfter = spot.id;
    form.requestSubmit();
  }, true);
})();
