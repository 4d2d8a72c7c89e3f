//! A small mail server on 127.0.0.1: it speaks just enough SMTP, remembers all it hears, and can refuse.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

/// What the server does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    /// Takes everything.
    Takes,
    /// Knows no such user.
    RefusesSignIn,
    /// Doesn't want the recipient.
    RefusesRecipient,
    /// Offers STARTTLS with a certificate that nobody vouches for.
    OffersBadTls,
}

/// The server, and all the lines that it has heard in clear.
pub(crate) struct PostOffice {
    pub(crate) port: u16,
    heard: Arc<Mutex<Vec<String>>>,
}

impl PostOffice {
    pub(crate) fn open(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard: Arc<Mutex<Vec<String>>> = Arc::default();
        let lines = Arc::clone(&heard);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let reader = BufReader::new(stream.try_clone().unwrap());
                // A client that hangs up in the middle is a part of the tests.
                let _ended = serve(reader, stream, manner, &lines);
            }
        });
        Self { port, heard }
    }

    /// Everything that was heard so far.
    pub(crate) fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }

    /// The letters, whole.
    pub(crate) fn letters(&self) -> usize {
        self.heard().iter().filter(|line| *line == ".").count()
    }
}

fn serve(
    mut reader: impl BufRead,
    mut writer: impl Write + Read,
    manner: Manner,
    heard: &Mutex<Vec<String>>,
) -> std::io::Result<()> {
    writer.write_all(b"220 post.example.test ESMTP\r\n")?;
    let mut in_letter = false;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let line = line.trim_end().to_owned();
        heard.lock().unwrap().push(line.clone());
        if in_letter {
            if line == "." {
                in_letter = false;
                writer.write_all(b"250 2.0.0 taken\r\n")?;
            }
            continue;
        }
        let word = line.split(' ').next().unwrap_or_default().to_uppercase();
        let answer: &[u8] = match (word.as_str(), manner) {
            ("EHLO", Manner::OffersBadTls) => b"250-post.example.test\r\n250 STARTTLS\r\n",
            ("EHLO", _) => b"250-post.example.test\r\n250 AUTH PLAIN LOGIN\r\n",
            ("STARTTLS", _) => {
                writer.write_all(b"220 go ahead\r\n")?;
                shake_hands(&mut writer, heard);
                return Ok(());
            }
            ("AUTH", Manner::RefusesSignIn) => b"535 5.7.8 Error: authentication failed\r\n",
            ("AUTH", _) => b"235 2.7.0 welcome\r\n",
            ("RCPT", Manner::RefusesRecipient) => b"550 5.1.1 no such mailbox\r\n",
            ("DATA", _) => {
                in_letter = true;
                b"354 end with a dot\r\n"
            }
            ("QUIT", _) => {
                writer.write_all(b"221 bye\r\n")?;
                return Ok(());
            }
            _ => b"250 2.1.0 fine\r\n",
        };
        writer.write_all(answer)?;
    }
}

/// TLS with the self-signed certificate of the fixtures; whatever is heard behind it is kept too.
fn shake_hands(stream: &mut (impl Write + Read), heard: &Mutex<Vec<String>>) {
    use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
    let certificate = CertificateDer::from(include_bytes!("../fixtures/self-signed-cert.der").to_vec());
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(include_bytes!("../fixtures/self-signed-key.der").to_vec()));
    let config = rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    let mut tls = rustls::ServerConnection::new(Arc::new(config)).unwrap();
    let mut said = Vec::new();
    let _refused = rustls::Stream::new(&mut tls, stream).read_to_end(&mut said);
    heard.lock().unwrap().push(String::from_utf8_lossy(&said).into_owned());
}
