//! Whether a window can be shown here.

/// A display is there when a connection to it succeeds; a variable that is merely set proves nothing.
#[cfg(all(unix, not(target_os = "macos")))]
pub fn is_there() -> bool {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let wayland = set("WAYLAND_DISPLAY").is_some_and(|name| {
        let folder = set("XDG_RUNTIME_DIR").unwrap_or_default();
        std::os::unix::net::UnixStream::connect(std::path::Path::new(&folder).join(name)).is_ok()
    });
    wayland || set("DISPLAY").and_then(|name| x11::Server::named(&name)).is_some_and(x11::answers)
}

/// Windows and macOS show windows to whoever is signed in.
#[cfg(not(all(unix, not(target_os = "macos"))))]
pub fn is_there() -> bool {
    true
}

#[cfg(all(unix, not(target_os = "macos")))]
mod x11 {
    use std::net::{TcpStream, ToSocketAddrs};
    use std::os::unix::net::UnixStream;
    use std::time::Duration;

    /// The X server that a display name means (X(7), "DISPLAY NAMES").
    #[derive(Debug, PartialEq)]
    pub struct Server {
        host: String,
        number: u16,
    }

    impl Server {
        /// Reads `host:number.screen`; a name without a number means none.
        pub fn named(name: &str) -> Option<Self> {
            let (host, rest) = name.rsplit_once(':')?;
            let number = rest.split('.').next()?.parse().ok()?;
            let host = if host == "unix" { "" } else { host };
            Some(Self { host: host.to_owned(), number })
        }
    }

    /// Whether the server takes a connection.
    pub fn answers(server: Server) -> bool {
        let Server { host, number } = server;
        if host.is_empty() {
            let socket = format!("/tmp/.X11-unix/X{number}");
            return UnixStream::connect(&socket).is_ok() || abstract_socket_answers(&socket);
        }
        let Some(port) = number.checked_add(6000) else { return false };
        let addresses = (host.as_str(), port).to_socket_addrs();
        addresses
            .into_iter()
            .flatten()
            .any(|address| TcpStream::connect_timeout(&address, Duration::from_secs(2)).is_ok())
    }

    #[cfg(target_os = "linux")]
    fn abstract_socket_answers(name: &str) -> bool {
        use std::os::linux::net::SocketAddrExt;
        use std::os::unix::net::SocketAddr;
        SocketAddr::from_abstract_name(name).and_then(|address| UnixStream::connect_addr(&address)).is_ok()
    }

    #[cfg(not(target_os = "linux"))]
    fn abstract_socket_answers(_name: &str) -> bool {
        false
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        fn server(host: &str, number: u16) -> Option<Server> {
            Some(Server { host: host.to_owned(), number })
        }

        #[test]
        fn display_names_are_read() {
            assert_eq!(Server::named(":0"), server("", 0));
            assert_eq!(Server::named(":77.0"), server("", 77));
            assert_eq!(Server::named("unix:1"), server("", 1));
            assert_eq!(Server::named("localhost:10.0"), server("localhost", 10));
            assert_eq!(Server::named("wayland-0"), None);
            assert_eq!(Server::named(""), None);
        }

        #[test]
        fn a_display_that_nobody_serves_is_not_there() {
            assert!(!answers(Server { host: String::new(), number: 59_999 }));
        }
    }
}
