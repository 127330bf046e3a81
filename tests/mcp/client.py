"""A whole dialogue with `digest mcp`, by the client of the package `mcp`.

It stands in a folder whose corpus has 2024-05.txt, and later/2024-06.txt, which comes into the
index on the way. `digest` is on the path. The client itself holds every answer to the schema
that the tool names.
"""

import asyncio
import json
import subprocess

from mcp import Client, MCPError, StdioServerParameters, stdio_client


def index(*flags):
    subprocess.run(["digest", "index", "--quiet", "--allow-shrink", *flags], check=True)


async def refused(client, tool, arguments):
    result = await client.call_tool(tool, arguments)
    assert result.is_error, result
    return result.content[0].text


async def answer(client, tool, **arguments):
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result
    # Clients that know no structure read the same as text.
    assert json.loads(result.content[0].text) == result.structured_content
    return result.structured_content


async def dialogue(mode):
    with open(".digestignore", "w") as patterns:
        patterns.write("later/\n")
    subprocess.run(["mv", ".digestignore", "corpus/"], check=True)
    index()
    server = StdioServerParameters(command="digest", args=["mcp"])
    async with Client(stdio_client(server), mode=mode) as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert list(tools) == ["search", "show", "cite", "related", "trend", "events", "sources"]
        assert all(tool.annotations.read_only_hint for tool in tools.values())

        found = await answer(client, "search", query="레드팀", limit=5)
        assert [hit["id"] for hit in found["hits"]] == ["2024-05/1"], found
        shown = await answer(client, "show", ids=["2024-05/1", "9/9"])
        assert shown["documents"][0]["article"]["title"] == "레드팀 소식", shown
        assert "9/9" in shown["notes"][0], shown
        cited = await answer(client, "cite", ids=["2024-05/1"], style="bibtex")
        assert "@misc{digest-2024-05-1," in cited["citations"], cited
        assert await answer(client, "related", id="2024-05/1")
        months = await answer(client, "trend", queries=["레드팀", "없는낱말임"])
        assert {row["query"] for row in months["months"]} == {"레드팀", "없는낱말임"}
        assert (await answer(client, "events"))["events"] == []
        sources = await answer(client, "sources")
        assert sources["sources"][0]["publisher"] == "기관", sources
        works = await answer(client, "sources", publisher="기관")
        assert works["works"][0]["article_ids"] == ["2024-05/1"], works

        assert "did you mean `limit`?" in await refused(client, "search", {"limt": 3})
        assert "`ids`" in await refused(client, "show", {})
        try:
            await client.call_tool("serch", {})
        except MCPError as error:
            assert "did you mean `search`?" in str(error), error
        else:
            raise AssertionError("there is a tool `serch`")

        resources = (await client.list_resources()).resources
        assert [str(one.uri) for one in resources] == ["digest://article/2024-05/1"]
        read = await client.read_resource(resources[0].uri)
        assert read.contents[0].text.startswith("# 레드팀 소식"), read
        templates = (await client.list_resource_templates()).resource_templates
        assert [one.name for one in templates] == ["article", "event"]

        # A generation that is published meanwhile.
        subprocess.run(["rm", "corpus/.digestignore"], check=True)
        index()
        found = await answer(client, "search", query="레드팀")
        assert sorted(hit["id"] for hit in found["hits"]) == ["2024-05/1", "2024-06/1"]

        # Several at once.
        many = [answer(client, "search", query="레드팀", offset=n % 2) for n in range(20)]
        assert len(await asyncio.gather(*many)) == 20
        return client.protocol_version


async def main():
    # With the greeting, and without it.
    print(await dialogue("legacy"))
    print(await dialogue("auto"))
    print("done")


asyncio.run(main())
