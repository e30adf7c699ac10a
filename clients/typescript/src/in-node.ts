// Tells the story as a program does: node build/in-node.js http://localhost:8080
import { type Hear, tellStory } from "./story.js";

declare const process: { argv: string[] };

const hear: Hear = async (stream) => {
  const response = await fetch(stream, { headers: { Accept: "text/event-stream" } });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { value, done } = await reader.read();
    text += value ?? "";
    const data = /^event:\s*change\n(?:.*\n)*?data:(.*)\n\n/m.exec(text)?.[1];
    if (data !== undefined || done) {
      await reader.cancel();
      return data ?? "";
    }
  }
};

await tellStory(process.argv[2] ?? "http://localhost:8080", (step) => console.log(step), hear);
