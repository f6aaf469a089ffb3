"""Holds a list of components (SBOM) against CycloneDX's own schema: python validate.py FILE"""

import json
import sys
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator


def errors(text: str) -> list[str]:
    found = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text, all_errors=True)
    return [str(error.data) for error in found or ()]


def with_mistakes(text: str):
    """The same list with one mistake each: a schema that notices none of them judges nothing."""
    for change in (
        lambda bom: bom.update(bomFormat="other"),
        lambda bom: bom["components"][0].update(scope="sometimes"),
        lambda bom: bom["components"][0].pop("name"),
        lambda bom: bom["components"].append(bom["components"][0]),
        lambda bom: bom["components"][0].update(hashes=[{"alg": "SHA-256", "content": "0"}]),
    ):
        bom = json.loads(text)
        change(bom)
        yield json.dumps(bom)


def main() -> int:
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    found = errors(text)
    for error in found:
        print(f"  {error}")
    unnoticed = sum(not errors(mistaken) for mistaken in with_mistakes(text))
    if unnoticed:
        print(f"  the schema does not notice {unnoticed} planted mistakes")
    print(f"  {len(json.loads(text)['components'])} components, {len(found)} errors")
    return 1 if found or unnoticed else 0


if __name__ == "__main__":
    sys.exit(main())
