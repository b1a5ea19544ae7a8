// Enhancement only: everything works without this file.
// Read the key points aloud where the browser has a voice for the page's language.
(() => {
  const button = document.querySelector("[data-read]");
  const synth = window.speechSynthesis;
  if (!button || !synth) return;
  const language = document.documentElement.lang;
  const hasVoice = () => synth.getVoices().some((voice) => voice.lang.startsWith(language.slice(0, 2)));
  const offer = () => { button.hidden = !hasVoice(); };
  button.addEventListener("click", () => {
    if (synth.speaking) { synth.cancel(); return; }
    const parts = [...document.querySelectorAll("[data-say]")].map((part) => part.innerText);
    const speech = new SpeechSynthesisUtterance(parts.join("\n"));
    speech.lang = language;
    speech.rate = 0.9;
    synth.speak(speech);
  });
  synth.addEventListener?.("voiceschanged", offer);
  offer();
})();

// Move focus to the error summary of a form that came back, so that it is read first.
document.querySelector("[data-errors]")?.focus();

// Offer the print button only where the browser can print.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A shared terminal clears itself when nobody touches it; the page also has a button for that.
(() => {
  const { clearTo, clearAfter } = document.body.dataset;
  if (!clearTo) return;
  let timer;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => location.replace(clearTo), Number(clearAfter) * 1000);
  };
  for (const event of ["pointerdown", "keydown", "input"]) document.addEventListener(event, wait);
  wait();
})();
