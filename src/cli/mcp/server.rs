//! What a client may ask for: the tools, the resources, and what the server is.
//!
//! Each request is worked on in a thread of its own, so that others, pings and cancellations
//! are answered meanwhile.

use std::sync::Arc;

use rmcp::ErrorData;
use rmcp::ServerHandler;
use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, ContentBlock, CustomRequest,
    CustomResult, ErrorCode, Implementation, ListResourceTemplatesResult, ListResourcesResult,
    ListToolsResult, PaginatedRequestParams, ReadResourceRequestParams, ReadResourceResponse,
    ReadResourceResult, ServerCapabilities, ServerConfig, Tool, ToolAnnotations,
};
use rmcp::service::{RequestContext, RoleServer};
use serde_json::Value;

use super::arguments::{input_schema, meant, told_back};
use super::resources;
use super::tools::TOOLS;
use super::work::Work;

/// What a model is told of the server before it calls anything.
const INSTRUCTIONS: &str = "Korean news digests: monthly issues and other reports, whose articles \
    have a title, a summary, a body and the sources that they cite, and events with their days. \
    Begin with `search`; its hits hold passages and ids. Read what you rely on whole with `show` \
    (ids such as 2024-05/12), and refer to it by its id and its place in the digest file \
    (`source`: file, with line or page); `cite` writes references of articles and of the works \
    they name. Ask in Korean where you can: words are found however they are inflected or \
    spelled, and many English names find their Korean spelling. An answer that has `next` is \
    not all: call the same tool with the same arguments and what `next` says. What is null or an \
    empty list is left out of answers.";

/// The methods that are answered; what is sent otherwise than they want it is told so.
const METHODS: &[&str] = &[
    "initialize",
    "ping",
    "tools/list",
    "tools/call",
    "resources/list",
    "resources/templates/list",
    "resources/read",
];

/// The server of one client.
pub(super) struct Server {
    work: Work,
    tools: Vec<Tool>,
}

impl Server {
    /// A server that answers from `work`.
    ///
    /// # Errors
    ///
    /// Where a schema of the contract is no JSON.
    pub(super) fn new(work: Work) -> serde_json::Result<Self> {
        let tools = TOOLS.iter().map(|tool| {
            let annotations = ToolAnnotations::with_title(tool.title)
                .read_only(true)
                .destructive(false)
                .idempotent(true)
                .open_world(false);
            Ok(Tool::new(
                tool.name,
                tool.about,
                Arc::new(input_schema(tool.arguments)),
            )
            .with_title(tool.title)
            .with_raw_output_schema(Arc::new((tool.output)()?))
            .with_annotations(annotations))
        });
        Ok(Server {
            tools: tools.collect::<serde_json::Result<_>>()?,
            work,
        })
    }

    /// Does something in a thread of its own, until the client cancels it.
    async fn working<T: Send + 'static>(
        &self,
        context: &RequestContext<RoleServer>,
        work: impl FnOnce(&Work) -> T + Send + 'static,
    ) -> Result<T, ErrorData> {
        let with = self.work.clone();
        let done = tokio::task::spawn_blocking(move || work(&with));
        tokio::select! {
            done = done => done.map_err(|broken| {
                // What reads the index believes its bytes.
                ErrorData::internal_error(
                    format!(
                        "the index is damaged, or this is a mistake in the program; \
                         `digest check` tells which of them: {}",
                        why_broken(broken)
                    ),
                    None,
                )
            }),
            () = context.ct.cancelled() => {
                Err(ErrorData::internal_error("the request was cancelled", None))
            }
        }
    }
}

/// What a thread said when it broke.
fn why_broken(broken: tokio::task::JoinError) -> String {
    let Ok(panicked) = broken.try_into_panic() else {
        return "it was stopped".to_owned();
    };
    let text = panicked.downcast_ref::<String>().cloned();
    let text = text.or_else(|| {
        panicked
            .downcast_ref::<&str>()
            .map(|text| (*text).to_owned())
    });
    text.unwrap_or_else(|| "it does not say why".to_owned())
}

/// Refuses a cursor where all is on one page.
fn check_only_page(request: Option<PaginatedRequestParams>) -> Result<(), ErrorData> {
    match request.and_then(|request| request.cursor) {
        None => Ok(()),
        Some(cursor) => Err(ErrorData::invalid_params(
            format!(
                "there is no page “{}”: the list has one page alone; ask without a cursor",
                told_back(&cursor)
            ),
            None,
        )),
    }
}

impl ServerHandler for Server {
    fn get_info(&self) -> ServerConfig {
        let capabilities = ServerCapabilities::builder()
            .enable_tools()
            .enable_resources()
            .build();
        let about = Implementation::new("digest", env!("CARGO_PKG_VERSION"))
            .with_title("digest")
            .with_description(env!("CARGO_PKG_DESCRIPTION"));
        ServerConfig::new(capabilities)
            .with_server_info(about)
            .with_instructions(INSTRUCTIONS)
    }

    async fn list_tools(
        &self,
        request: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        check_only_page(request)?;
        Ok(ListToolsResult::with_all_items(self.tools.clone()))
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let Some(tool) = TOOLS.iter().find(|tool| tool.name == request.name) else {
            let names: Vec<&str> = TOOLS.iter().map(|tool| tool.name).collect();
            let meant = meant(&request.name, names.iter().copied())
                .map_or_else(String::new, |meant| format!(" did you mean `{meant}`?"));
            return Err(ErrorData::invalid_params(
                format!(
                    "there is no tool `{}`:{meant} there are {}",
                    told_back(&request.name),
                    names.join(", ")
                ),
                None,
            ));
        };
        let arguments = request.arguments.unwrap_or_default();
        let answered = self.working(&context, move |work| work.call(tool, &arguments));
        Ok(match answered.await? {
            Ok(answer) => CallToolResult::structured(Value::Object(answer)),
            Err(message) => CallToolResult::error(vec![ContentBlock::text(message)]),
        }
        .into())
    }

    async fn list_resources(
        &self,
        request: Option<PaginatedRequestParams>,
        context: RequestContext<RoleServer>,
    ) -> Result<ListResourcesResult, ErrorData> {
        let cursor = request.and_then(|request| request.cursor);
        let listed = self.working(&context, move |work| {
            resources::list(work, cursor.as_deref())
        });
        listed.await?
    }

    async fn list_resource_templates(
        &self,
        request: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourceTemplatesResult, ErrorData> {
        check_only_page(request)?;
        Ok(ListResourceTemplatesResult::with_all_items(
            resources::templates(),
        ))
    }

    async fn read_resource(
        &self,
        request: ReadResourceRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<ReadResourceResponse, ErrorData> {
        let read = self.working(&context, move |work| resources::read(work, &request.uri));
        Ok(ReadResourceResult::new(vec![read.await??]).into())
    }

    async fn on_custom_request(
        &self,
        request: CustomRequest,
        _: RequestContext<RoleServer>,
    ) -> Result<CustomResult, ErrorData> {
        let method = &request.method;
        if METHODS.contains(&method.as_str()) {
            return Err(ErrorData::invalid_params(
                format!(
                    "the params of `{method}` are not what it takes; tools/call takes name and arguments, resources/read uri"
                ),
                None,
            ));
        }
        let method = told_back(method);
        Err(ErrorData::new(
            ErrorCode::METHOD_NOT_FOUND,
            format!(
                "there is no method `{method}`; there are {}",
                METHODS.join(", ")
            ),
            None,
        ))
    }
}
