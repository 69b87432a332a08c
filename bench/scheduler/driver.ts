import { drive } from "./drive.ts";

// The process that `drive-apart.ts` starts: folder, instant it was filled at (epoch ms), seconds; the answer as JSON.
const [folder = "", from = "0", seconds = "1"] = process.argv.slice(2);
console.log(JSON.stringify(await drive(folder, Number(from), Number(seconds))));
