// Tells the story as a web app on another origin does; who serves the page says where Toward is, and hears the story.
import { type Hear, tellStory } from "./story.js";

const hear: Hear = (stream) =>
  new Promise((resolve, reject) => {
    const source = new EventSource(stream);
    source.addEventListener("change", (event: MessageEvent<string>) => {
      source.close();
      resolve(event.data);
    });
    source.onerror = () => {
      source.close();
      reject(new Error("The stream was cut."));
    };
  });

const steps: string[] = [];
try {
  const toward = await (await fetch("/toward")).text();
  await tellStory(toward, (step) => steps.push(step), hear);
} catch (failure) {
  steps.push(String(failure));
}
await fetch("/told", { method: "POST", body: steps.join("\n") });
